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
    private readonly IReadOnlyDictionary<string, int> _before;

    private Shelf(Route route, PathMap map, Dictionary<string, (Title, Keeper)> titles, IReadOnlyDictionary<string, int> before) =>
        (_route, _map, _titles, _before) = (route, map, titles, before);

    public int Count => _titles.Count;

    /// <summary>How many files were told so far.</summary>
    public int Files { get; private set; }

    /// <summary>Titles whose files were not told, of those that were asked so far.</summary>
    public Silences Silences { get; } = new();

    /// <summary>Which apps keep nothing here now and kept something before: they may have another database than before. Null when none.</summary>
    public string? Silence { get; private init; }

    /// <summary>How many titles each app keeps here, or kept when it last named any.</summary>
    public IReadOnlyDictionary<string, int> Apps
    {
        get
        {
            var apps = new Dictionary<string, int>(_before, StringComparer.Ordinal);
            foreach (var named in _titles.Values.CountBy(one => one.Keeper.Name))
                apps[named.Key] = named.Value;
            return apps;
        }
    }

    public Title? Find(string key) => _titles.TryGetValue(key, out var found) ? found.Title : null;

    /// <param name="before">How many titles each app kept here before.</param>
    /// <exception cref="BlockedException">An app failed in between, or none keeps anything here, which is not believed.</exception>
    public static async Task<Shelf> ReadAsync(
        Route route,
        PathMap map,
        IReadOnlyList<Keeper> keepers,
        IReadOnlyDictionary<string, int> before,
        CancellationToken ct
    )
    {
        var titles = new Dictionary<string, (Title, Keeper Keeper)>(StringComparer.Ordinal);
        foreach (var keeper in keepers)
        await foreach (var work in keeper.WorksAsync(ct))
            if (map.Place(work.Folder, keeper.Name) is Placement.Found place && place.Route == route)
            {
                var title = new Title(keeper.WorkOf(work), place.Within) { File = work.File, HasFile = work.HasFile };
                titles[title.Work.Key] = (title, keeper);
            }
        if (titles.Count == 0)
            throw new BlockedException(
                $"Nothing in {route.From} is known to {string.Join(" and ", keepers.Select(k => k.Api.Who))}. "
                    + "That is not believed: it may be another database than before, or a root folder of another name."
            );
        var named = titles.Values.Select(one => one.Keeper.Name).ToHashSet(StringComparer.Ordinal);
        var emptied = keepers
            .Where(keeper => !named.Contains(keeper.Name) && before.GetValueOrDefault(keeper.Name) > 0)
            .Select(keeper => Emptied(route, keeper, before[keeper.Name]))
            .ToList();
        return new Shelf(route, map, titles, before) { Silence = emptied.Count > 0 ? string.Join(" ", emptied) : null };
    }

    private static string Emptied(Route route, Keeper keeper, int before) =>
        FormattableString.Invariant($"Nothing in {route.From} is known to {keeper.Api.Who} now, and {before} titles were before. ")
        + "That is not believed: it may be another database than before. If it is right, disable or remove it in instances.";

    /// <summary>In <see cref="PathOrder"/>. Of titles whose folders lie in one another the files come together.</summary>
    public async IAsyncEnumerable<Known> FilesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var all = _titles.Values.OrderBy(one => one.Title.Within, PathOrder.Instance).ToList();
        for (var i = 0; i < all.Count; )
        {
            var (top, page) = (all[i].Title.Within, new Dictionary<string, Known>(StringComparer.Ordinal));
            do
            {
                foreach (var known in await FilesOrSilenceAsync(all[i].Title, all[i].Keeper, ct))
                    page.TryAdd(known.Path, known);
                i++;
            } while (i < all.Count && IsBelow(all[i].Title.Within, top));
            Files += page.Count;
            foreach (var known in page.Values.OrderBy(known => known.Path, PathOrder.Instance))
                yield return known;
        }
    }

    /// <summary>The files of all titles in whose folders one of these paths lies.</summary>
    /// <exception cref="BlockedException">Its app does not name them.</exception>
    public async IAsyncEnumerable<Known> FilesNearAsync(IReadOnlyCollection<string> paths, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var (title, keeper) in _titles.Values)
            if (paths.Any(path => IsBelow(Composed(path), Composed(title.Within))))
                foreach (var known in await FilesOfAsync(title, keeper, ct))
                    yield return known;
    }

    private async Task<IEnumerable<Known>> FilesOrSilenceAsync(Title title, Keeper keeper, CancellationToken ct)
    {
        try
        {
            return await FilesOfAsync(title, keeper, ct);
        }
        catch (UnnamedFilesException e)
        {
            Silences.Add(title.Within, e.Message);
            return [];
        }
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
