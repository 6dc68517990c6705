using Couriarr.Dashboard.Anew;
using Couriarr.Dashboard.Frame;
using Couriarr.Doors;
using Couriarr.Saving;
using Couriarr.Storage;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Restoring;

/// <summary>Going back to a copy of the database, while the service begins anew; by the same way as the verb restore.</summary>
internal static class RestorePages
{
    private const string Home = "/ui/settings/backups";

    // In the words of the pages, and in the order in which people miss them.
    private static readonly (string Word, string[] Tables)[] Things =
    [
        ("webhooks", ["webhook_inbox"]),
        ("jobs", ["job_queue", "job_history"]),
        ("files", ["sync_jobs"]),
        ("shows", ["shows"]),
        ("movies", ["movies"]),
        ("notices", ["notices"]),
    ];

    public static void MapRestoring(this IEndpointRouteBuilder app)
    {
        app.MapPage($"{Home}/{{name}}", ShowAsync).DisableRequestTimeout();
        app.MapAct($"{Home}/{{name}}/restore", "Go back to a copy of the database", RestoreAsync).DisableRequestTimeout();
        app.MapAct($"{Home}/upload", "Bring a copy of the database along", UploadAsync).DisableRequestTimeout();
    }

    public static string AddressOf(string name) => $"{Home}/{Uri.EscapeDataString(name)}";

    private static async Task<IResult> ShowAsync(string name, HttpContext http, Backups backups)
    {
        if (backups.Find(name) is not { } backup)
            return await Pages.NotFoundAsync(http, Say("restore.gone", name));
        var trouble = await backups.TroubleAsync(backup);
        var view = new RestoreView(backup, trouble, trouble is null ? await LinesAsync(backups, backup) : []);
        return await Pages.ShowAsync<RestorePage, RestoreView>(http, Say("restore.title"), view);
    }

    private static async Task<IReadOnlyList<HoldingLine>> LinesAsync(Backups backups, Backup backup)
    {
        var tables = Things.SelectMany(thing => thing.Tables).ToList();
        var (then, now) = (await backups.CountAsync(backup, tables), await backups.CountAsync(backup: null, tables));
        return
        [
            .. Things.Select(thing => new HoldingLine(
                thing.Word,
                thing.Tables.Sum(table => then[table]),
                thing.Tables.Sum(table => now[table])
            )),
        ];
    }

    private static async Task<IResult> RestoreAsync(string name, HttpContext http, Backups backups, SavedDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (backups.Find(name) is not { } backup)
            return Pages.Back(http, form, Say("restore.gone", name), isBad: true);
        if (await backups.TroubleAsync(backup) is { } trouble)
            return Pages.Back(http, form, Say("restore.refused", name, trouble), isBad: true);
        return RestartDoor.Objection(desk) is { } why
            ? Pages.Back(http, form, why, isBad: true)
            : await AnewPages.BeginAsync(http, "/ui/settings", Say("restore.done", name), name);
    }

    private static async Task<IResult> UploadAsync(HttpContext http, Backups backups, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (form.Files.GetFile("copy") is not { Length: > 0 } file)
            return Pages.Back(http, form, Say("restore.no_file"), isBad: true);
        try
        {
            await using var content = file.OpenReadStream();
            var taken = await backups.TakeInAsync(content, file.Length, ct);
            return Pages.Onward(http, AddressOf(taken.Name), Say("restore.taken", taken.Name));
        }
        catch (StartupException e)
        {
            return Pages.Back(http, form, Say("restore.not_taken", e.Message), isBad: true);
        }
    }
}

/// <param name="Trouble">Why it cannot be gone back to; null when it can.</param>
internal sealed record RestoreView(Backup Backup, string? Trouble, IReadOnlyList<HoldingLine> Lines);

/// <param name="Word">What it is.</param>
internal sealed record HoldingLine(string Word, long Then, long Now)
{
    public long Lost => Math.Max(0, Now - Then);
}
