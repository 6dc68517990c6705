using Couriarr.Features.Places;
using Couriarr.Features.Reconciliation.Listing;

namespace Couriarr.Features.Reconciliation.Comparing;

/// <summary>Where it cannot be told from two trees and their apps how a file stands: what is mounted no more, and folders that libraries share.</summary>
internal sealed class Doubts
{
    private readonly IReadOnlyList<string> _vanished;
    private readonly bool _sharesSource;
    private readonly bool _sharesDestination;

    public Doubts(Route route, PathMap map, IReadOnlyList<string> vanished)
    {
        _vanished = vanished;
        var (sources, destinations) = (Sharing(route, map, Side.Source), Sharing(route, map, Side.Destination));
        (_sharesSource, _sharesDestination) = (sources.Count > 0, destinations.Count > 0);
        Notes =
        [
            .. vanished.Select(within =>
                $"{within} was a mount when it was compared last, and is none now: nobody can say what lies there."
            ),
            .. sources.Select(other => $"Its source is that of '{other}' too: what no app knows there is not told."),
            .. destinations.Select(other => $"Its destination is that of '{other}' too: what is extra there is not told."),
        ];
    }

    public IReadOnlyList<string> Notes { get; }

    /// <returns>What can be told of it; null for nothing.</returns>
    public Difference? About(Difference difference) =>
        _vanished.Any(within => IsBelow(difference.Path, within) || difference.Destination is { } there && IsBelow(there.Path, within))
            ? difference with
            {
                Standing = Standing.CannotSay,
                Reason = "What was mounted here is mounted no more.",
            }
        : difference.Standing is Standing.Orphan && _sharesSource ? null
        : difference.Standing is Standing.Extra && _sharesDestination ? null
        : difference;

    private static List<string> Sharing(Route route, PathMap map, Side side) =>
        [.. map.All.Where(other => other != route && other.FolderOf(side) == route.FolderOf(side)).Select(other => other.Name)];

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);
}
