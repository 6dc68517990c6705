using System.Runtime.CompilerServices;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Places;
using Couriarr.Features.Reconciliation.Listing;
using Couriarr.Jobs;

namespace Couriarr.Features.Reconciliation.Truth;

/// <summary>What all apps say lies in one library. It holds the titles; their files are asked for title by title while they are compared.</summary>
internal sealed class Shelf
{
    private readonly Route _route;
    private readonly PathMap _map;
    private readonly Dictionary<string, (Title Title, Keeper Keeper)> _titles;

    private Shelf(Route route, PathMap map, Dictionary<string, (Title, Keeper)> titles) => (_route, _map, _titles) = (route, map, titles);

    public int Count => _titles.Count;

    public Title? Find(string key) => _titles.TryGetValue(key, out var found) ? found.Title : null;

    /// <exception cref="BlockedException">An app failed in between, or none keeps anything here, which is not believed.</exception>
    public static async Task<Shelf> ReadAsync(Route route, PathMap map, IReadOnlyList<Keeper> keepers, CancellationToken ct)
    {
        var titles = new Dictionary<string, (Title, Keeper)>(StringComparer.Ordinal);
        foreach (var keeper in keepers)
        await foreach (var work in keeper.WorksAsync(ct))
            if (map.Place(work.Folder, keeper.Name) is Placement.Found place && place.Route == route)
            {
                var title = new Title(keeper.WorkOf(work), place.Within) { File = work.File };
                titles[title.Work.Key] = (title, keeper);
            }
        return titles.Count > 0
            ? new Shelf(route, map, titles)
            : throw new BlockedException(
                $"Nothing in {route.From} is known to {string.Join(" and ", keepers.Select(k => k.Api.Who))}. "
                    + "That is not believed: it may be another database than before, or a root folder of another name."
            );
    }

    /// <summary>In <see cref="PathOrder"/>. Of titles whose folders lie in one another the files come together.</summary>
    public async IAsyncEnumerable<Known> FilesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var all = _titles.Values.OrderBy(one => one.Title.Within, PathOrder.Instance).ToList();
        for (var i = 0; i < all.Count; )
        {
            var (top, page) = (all[i].Title.Within, new Dictionary<string, Known>(StringComparer.Ordinal));
            do
            {
                foreach (var known in await FilesOfAsync(all[i].Title, all[i].Keeper, ct))
                    page.TryAdd(known.Path, known);
                i++;
            } while (i < all.Count && IsBelow(all[i].Title.Within, top));
            foreach (var known in page.Values.OrderBy(known => known.Path, PathOrder.Instance))
                yield return known;
        }
    }

    /// <summary>The files of all titles in whose folders one of these paths lies.</summary>
    public async IAsyncEnumerable<Known> FilesNearAsync(IReadOnlyCollection<string> paths, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var (title, keeper) in _titles.Values)
            if (paths.Any(path => IsBelow(Composed(path), Composed(title.Within))))
                foreach (var known in await FilesOfAsync(title, keeper, ct))
                    yield return known;
    }

    private async Task<IEnumerable<Known>> FilesOfAsync(Title title, Keeper keeper, CancellationToken ct)
    {
        try
        {
            return (await keeper.FilesAsync(title, ct)).Select(file => KnownOf(file, title)).OfType<Known>();
        }
        catch (Exception e) when (e is PermanentException or TransientException)
        {
            throw new BlockedException(e.Message, e);
        }
    }

    private Known? KnownOf(ArrFile file, Title title) =>
        _map.Place(file.Path, title.Work.Instance) is Placement.Found place && place.Route == _route
            ? new Known(place.Within, file.Size, title.Work.Key, title.Work.Instance, title.Within)
            {
                FileId = file.Id,
                Quality = file.Quality,
            }
            : null;

    // Half a character, as names that are no UTF-8 hold, has no normal form.
    private static string Composed(string path)
    {
        try
        {
            return path.Normalize();
        }
        catch (ArgumentException)
        {
            return path;
        }
    }

    private static bool IsBelow(string folder, string top) =>
        top.Length == 0 || folder == top || folder.StartsWith(top + "/", StringComparison.Ordinal);
}
