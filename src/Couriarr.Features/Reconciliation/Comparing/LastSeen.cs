namespace Couriarr.Features.Reconciliation.Comparing;

/// <summary>What was there when something was said of a library last: what is gone since may be away.</summary>
/// <param name="Mounted">Below its folders.</param>
/// <param name="Apps">How many titles each app kept in it, by the app's name.</param>
internal sealed record LastSeen(Mounted Mounted, IReadOnlyDictionary<string, int> Apps)
{
    public static LastSeen Nothing { get; } = new(Mounted.Nothing, new Dictionary<string, int>());
}
