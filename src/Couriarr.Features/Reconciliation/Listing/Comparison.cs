namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>Lays two trees and what the apps say beside one another, file by file, and holds no more than a folder at once.</summary>
internal static class Comparison
{
    /// <param name="truth">What all apps of the route say, in <see cref="PathOrder"/>; null when there are none.</param>
    public static IAsyncEnumerable<Difference> MergeAsync(
        IAsyncEnumerable<Known>? truth,
        Tree source,
        Tree destination,
        MergeOptions options,
        CancellationToken ct
    ) => throw new NotSupportedException($"{truth} {source} {destination} {options} {ct}");
}
