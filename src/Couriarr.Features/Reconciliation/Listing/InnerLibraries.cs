using Couriarr.Features.Places;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>Libraries that lie in one another: what lies in the inner one is not the outer's.</summary>
internal static class InnerLibraries
{
    /// <returns>The folders of other routes below this one's on that side, by their paths below it.</returns>
    public static IReadOnlyList<string> Of(Route route, Side side, IEnumerable<Route> all)
    {
        var root = route.FolderOf(side).TrimEnd('/') + "/";
        return
        [
            .. all.Select(other => other.FolderOf(side))
                .Where(folder => folder.StartsWith(root, StringComparison.Ordinal) && folder.Length > root.Length)
                .Select(folder => folder[root.Length..].Trim('/'))
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
