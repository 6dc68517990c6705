using Couriarr.Features.Places;
using Route = Couriarr.Features.Places.Route;

namespace Couriarr.Dashboard.Overview;

/// <summary>How the folders of all mappings were when they were looked at last. Waits for none of them.</summary>
internal sealed class Rooms(PathMap map, MountWatch watch, Mounts mounts)
{
    public IReadOnlyList<RouteLine> All =>
        [.. map.Routes.Select(route => new RouteLine(route, Of(route, Side.Source), Of(route, Side.Destination)))];

    private FolderLine Of(Route route, Side side)
    {
        var folder = route.FolderOf(side);
        return new FolderLine(
            folder,
            watch.Away.TryGetValue((route.Name, side), out var trouble) ? trouble.Sentence : null,
            mounts.Seen(folder, side) is { IsUp: true } seen ? seen.Room : null
        );
    }
}
