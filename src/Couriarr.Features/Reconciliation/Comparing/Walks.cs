using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Features.Reconciliation.Listing;

namespace Couriarr.Features.Reconciliation.Comparing;

/// <summary>Walks of both trees of a library. A night may trust what is remembered of folders that did not change; all others read everything anew.</summary>
internal sealed class Walks(PathMap map, Recollection recollection, CouriarrOptions options, TimeProvider clock)
{
    public TreeWalk Of(Route route, Side side, bool mayTrust) =>
        new(route.FolderOf(side), OptionsOf(route, side) with { Memory = recollection.Of(route, side, mayTrust) }, clock);

    /// <summary>Which paths are listed at all.</summary>
    public WalkOptions OptionsOf(Route route, Side side) =>
        new() { Excludes = options.Sync.Excludes, Without = InnerLibraries.Of(route, side, map.All) };
}

/// <summary>Where it is kept what folders held when they were read last.</summary>
/// <param name="folder">Below the data folder; null keeps nothing.</param>
internal sealed class Recollection(string? folder)
{
    public FolderMemory? Of(Route route, Side side, bool mayTrust) =>
        folder is null
            ? null
            : new FolderMemory(Path.Join(folder, $"{Uri.EscapeDataString(route.Name)}.{(side is Side.Source ? "source" : "destination")}"))
            {
                ReadsAnew = !mayTrust,
            };
}
