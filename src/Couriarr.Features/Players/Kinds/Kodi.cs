using System.Text.Json.Nodes;
using Couriarr.Features.Media;

namespace Couriarr.Features.Players.Kinds;

/// <summary>
/// Kodi: one step after the other, each only while it scans nothing, for a scan that arrives while another runs stops that one and
/// is forgotten itself. It says OK to everything.
/// </summary>
internal sealed class Kodi(KodiRpc rpc, TimeProvider clock) : IPlayer
{
    private static readonly TimeSpan LookIn = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public Task<Standing> StandingAsync(CancellationToken ct) => rpc.StandingAsync(ct);

    public async Task<string?> AskAsync(IReadOnlyList<Visit> visits, Func<Visit, VisitReply, Task> report, CancellationToken ct)
    {
        string? away = null;
        foreach (var visit in visits)
        {
            // Whoever cleans while the storage is away loses what was watched.
            if (visit.Files.Any(HasGone) && !await SeesAsync(Above(visit.Folder), ct))
                away =
                    $"{rpc.Who} sees nothing in {Above(visit.Folder)}: its storage is away. It is not told to forget anything meanwhile.";
            else if (await DoAsync(visit, ct))
                await report(visit, new VisitReply.Asked(LookIn));
            else
                return "It scans; the rest is asked when that is over.";
        }
        return away;
    }

    /// <returns>Whether it had the time.</returns>
    private async Task<bool> DoAsync(Visit visit, CancellationToken ct)
    {
        foreach (var (method, parameters) in await StepsAsync(visit, ct))
        {
            if (!await IsIdleAsync(ct))
                return false;
            await rpc.CallAsync(method, parameters, ct);
        }
        return true;
    }

    // It lists one folder as easily as another: every look is thorough.
    public async Task<IReadOnlySet<string>> VisibleAsync(Visit visit, bool isThorough, CancellationToken ct)
    {
        var known = (await KnownAsync(visit, ct)).Select(item => item.File);
        return visit.ToBeSeen.Select(file => file.Path).Intersect(known, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<LibraryRoot>> RootsAsync(CancellationToken ct) =>
        [
            .. (await rpc.CallAsync("Files.GetSources", new JsonObject { ["media"] = "video" }, ct))
                .Items("sources")
                .Select(source => new LibraryRoot(source.Text("file") ?? "", source.Text("label"), null, null)),
        ];

    // What it knows already a scan would pass over, and what went away a scan would leave.
    private async Task<List<(string Method, JsonObject Parameters)>> StepsAsync(Visit visit, CancellationToken ct)
    {
        var steps = new List<(string, JsonObject)>();
        var known = visit.IsReplacement && !visit.IsAgain ? await KnownAsync(visit, ct) : [];
        var replaced = known.Where(item => visit.ToBeSeen.Any(file => file.Path == item.File)).ToList();
        if (visit.ToBeSeen.Any() && replaced.Count == visit.ToBeSeen.Count())
            steps.AddRange(replaced.Select(item => Refresh(visit, item.Id)));
        else if (visit.ToBeSeen.Any())
            steps.Add(("VideoLibrary.Scan", In(visit.Folder)));
        if (visit.Files.Any(HasGone))
        {
            var folder = In(visit.Folder);
            folder["content"] = visit.Type is MediaType.Tv ? "tvshows" : "movies";
            steps.Add(("VideoLibrary.Clean", folder));
        }
        return steps;
    }

    private static bool HasGone(VisitedFile file) => file.Row is { Change: Change.Removed, IsMedia: true };

    private static (string, JsonObject) Refresh(Visit visit, int id) =>
        visit.Type is MediaType.Tv
            ? ("VideoLibrary.RefreshEpisode", new JsonObject { ["episodeid"] = id, ["ignorenfo"] = false })
            : ("VideoLibrary.RefreshMovie", new JsonObject { ["movieid"] = id, ["ignorenfo"] = false });

    private static JsonObject In(string folder) => new() { ["directory"] = Whole(folder), ["showdialogs"] = false };

    private static string Whole(string folder) => folder + PathView.SeparatorOf(folder);

    private static string Above(string folder) => folder[..Math.Max(1, folder.LastIndexOf(PathView.SeparatorOf(folder)))];

    private async Task<bool> SeesAsync(string folder, CancellationToken ct) =>
        (await rpc.FindAsync("Files.GetDirectory", new JsonObject { ["directory"] = Whole(folder.TrimEnd('/')) }, ct))?.Items("files").Any()
        ?? false;

    private async Task<bool> IsIdleAsync(CancellationToken ct)
    {
        for (var started = clock.GetTimestamp(); clock.GetElapsedTime(started) < Patience; await Task.Delay(Pause, clock, ct))
            if (await rpc.StandingAsync(ct) is not Standing.Scanning)
                return true;
        return false;
    }

    private async Task<List<(int Id, string File)>> KnownAsync(Visit visit, CancellationToken ct)
    {
        var (method, list, id) =
            visit.Type is MediaType.Tv
                ? ("VideoLibrary.GetEpisodes", "episodes", "episodeid")
                : ("VideoLibrary.GetMovies", "movies", "movieid");
        var below = new JsonObject
        {
            ["filter"] = new JsonObject
            {
                ["field"] = "path",
                ["operator"] = "startswith",
                ["value"] = Whole(visit.Folder),
            },
            ["properties"] = new JsonArray("file"),
        };
        return [.. (await rpc.CallAsync(method, below, ct)).Items(list).Select(item => (item.Number(id), item.Text("file") ?? ""))];
    }
}
