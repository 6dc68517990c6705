using System.Text.Json;
using Couriarr.Features.Media;

namespace Couriarr.Features.Players.Kinds;

/// <summary>
/// Jellyfin and Emby. A known series or file is refreshed itself, at once; for all else one call tells of all changes, and the server looks a minute
/// later. It answers 204 to everything.
/// </summary>
internal sealed class MediaServer(PlayerLine line, bool isJellyfin) : IPlayer
{
    /// <summary>The delay restarts with every further call for the same folder: one call tells all, and is not repeated.</summary>
    private static readonly TimeSpan AfterItsDelay = TimeSpan.FromSeconds(62);
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);
    private static readonly JsonSerializerOptions AsIs = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private const int Newest = 200;
    private const int Page = 1000;

    public async Task<string?> AskAsync(IReadOnlyList<Visit> visits, Func<Visit, VisitReply, Task> report, CancellationToken ct)
    {
        var others = new List<Visit>();
        foreach (var visit in visits)
            if (await KnownAsync(visit, ct) is { } id)
            {
                var how =
                    "Recursive=true&MetadataRefreshMode=Default&ImageRefreshMode=Default&ReplaceAllMetadata=false&ReplaceAllImages=false";
                await line.DoAsync(HttpMethod.Post, $"/Items/{Uri.EscapeDataString(id)}/Refresh?{how}", json: null, ct);
                await report(visit, new VisitReply.Asked(AtOnce));
            }
            else
                others.Add(visit);
        if (others.Count > 0)
            await TellAsync(others, report, ct);
        return null;
    }

    private async Task TellAsync(List<Visit> others, Func<Visit, VisitReply, Task> report, CancellationToken ct)
    {
        // What lies in a library that was empty when it was looked at last is dropped without a word.
        if (await HasNewLibraryAsync(others, ct))
            await line.DoAsync(HttpMethod.Post, "/Library/Refresh", json: null, ct);
        else
            await line.DoAsync(HttpMethod.Post, "/Library/Media/Updated", Body(others), ct);
        foreach (var visit in others)
            await report(visit, new VisitReply.Asked(AfterItsDelay));
    }

    public async Task<IReadOnlySet<string>> VisibleAsync(Visit visit, bool isThorough, CancellationToken ct)
    {
        var missing = visit.ToBeSeen.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var wanted = missing.ToHashSet(StringComparer.Ordinal);
        for (
            var (start, size, total) = (0, Newest, int.MaxValue);
            missing.Count > 0 && start < (isThorough ? total : Newest);
            (start, size) = (start + size, Page)
        )
        {
            var page = await line.GetAsync(
                $"/Items?recursive=true&includeItemTypes={ItemOf(visit.Type)}&fields=Path&sortBy=DateCreated&sortOrder=Descending"
                    + FormattableString.Invariant($"&startIndex={start}&limit={size}"),
                ct
            );
            total = page.Number("TotalRecordCount");
            missing.ExceptWith(PathsOf(page));
        }
        // What was replaced was taken in long ago: it is not among the newest, but it is found by its title.
        if (missing.Count > 0 && !isThorough && visit.ToBeSeen.Any(file => file.Row.Change is Change.Replaced))
            missing.ExceptWith(await OfTitleAsync(visit, ct));
        wanted.ExceptWith(missing);
        return wanted;
    }

    public async Task<IReadOnlyList<LibraryRoot>> RootsAsync(CancellationToken ct) =>
        [
            .. from library in Libraries(await line.GetAsync("/Library/VirtualFolders", ct))
            from folder in library.Items("Locations")
            select new LibraryRoot(
                folder.GetString() ?? "",
                library.Text("Name"),
                library.Text("ItemId"),
                library.Text("CollectionType") switch
                {
                    "movies" => "movie",
                    "tvshows" => "tv",
                    var word => word,
                }
            ),
        ];

    // A series finds its new episodes itself, and a file that was replaced its new streams. Asked in vain, the other way is gone.
    private async Task<string?> KnownAsync(Visit visit, CancellationToken ct)
    {
        if (visit.IsAgain || (visit.Type is not MediaType.Tv && !visit.IsReplacement))
            return null;
        return visit.Type is MediaType.Tv
            ? await SeriesAsync(visit, ct)
            : IdOf(await SearchAsync(ItemOf(visit.Type), visit, ct), visit.ToBeSeen.First().Path);
    }

    private async Task<string?> SeriesAsync(Visit visit, CancellationToken ct) =>
        IdOf(await SearchAsync("Series", visit, ct), visit.Folder);

    private async Task<IEnumerable<string>> OfTitleAsync(Visit visit, CancellationToken ct)
    {
        if (visit.Type is not MediaType.Tv)
            return PathsOf(await SearchAsync(ItemOf(visit.Type), visit, ct));
        return await SeriesAsync(visit, ct) is { } series
            ? PathsOf(
                await line.GetAsync(
                    $"/Items?recursive=true&parentId={Uri.EscapeDataString(series)}&includeItemTypes={ItemOf(visit.Type)}&fields=Path",
                    ct
                )
            )
            : [];
    }

    private Task<JsonElement> SearchAsync(string type, Visit visit, CancellationToken ct) =>
        line.GetAsync(
            $"/Items?recursive=true&includeItemTypes={type}&fields=Path&limit=50&searchTerm={Uri.EscapeDataString(visit.Work.Title)}",
            ct
        );

    private static IEnumerable<string> PathsOf(JsonElement found) =>
        found.Items("Items").Select(item => item.Text("Path")).OfType<string>();

    private static string? IdOf(JsonElement found, string path) =>
        found.Items("Items").Where(item => item.Text("Path") == path).Select(item => item.Text("Id")).FirstOrDefault();

    private async Task<bool> HasNewLibraryAsync(IEnumerable<Visit> visits, CancellationToken ct)
    {
        if (!isJellyfin)
            return false;
        var folders = visits.Select(visit => visit.Folder).ToList();
        foreach (var library in Libraries(await line.GetAsync("/Library/VirtualFolders", ct)))
            if (
                library.Text("ItemId") is { } id
                && library.Items("Locations").Any(root => folders.Any(folder => PathView.IsBelow(folder, root.GetString() ?? "")))
                && await IsEmptyAsync(id, ct)
            )
                return true;
        return false;
    }

    private async Task<bool> IsEmptyAsync(string library, CancellationToken ct)
    {
        var items = await line.GetAsync(
            $"/Items?recursive=true&parentId={Uri.EscapeDataString(library)}&includeItemTypes=Movie,Episode,Audio&limit=1",
            ct
        );
        return items.Number("TotalRecordCount") == 0;
    }

    private static IEnumerable<JsonElement> Libraries(JsonElement answer) => ((JsonElement?)answer).Items();

    private static string Body(IEnumerable<Visit> visits) =>
        JsonSerializer.Serialize(
            new { Updates = from visit in visits from file in visit.Files select new { file.Path, UpdateType = Word(file.Row.Change) } },
            AsIs
        );

    private static string Word(Change change) =>
        change switch
        {
            Change.Added => "Created",
            Change.Replaced => "Modified",
            _ => "Deleted",
        };

    private static string ItemOf(MediaType type) =>
        type switch
        {
            MediaType.Movie => "Movie",
            MediaType.Tv => "Episode",
            _ => "Audio",
        };
}
