namespace Couriarr.Browser;

/// <summary>Whom a page is for.</summary>
internal enum Who
{
    /// <summary>The very first visitor, before there is an administrator.</summary>
    First,

    /// <summary>Somebody who is not signed in.</summary>
    Stranger,

    /// <summary>Somebody who is.</summary>
    Household,
}

/// <param name="Name">As its pictures are called.</param>
/// <param name="Path">With names in braces for what the scene knows, as /jobs/{failed}.</param>
internal sealed record ShownPage(string Name, string Path, Who Who)
{
    /// <summary>Not ours, so that only its safety is looked at.</summary>
    public bool IsForeign { get; init; }

    /// <summary>What is seen when it is ready.</summary>
    public string Sign { get; init; } = "h1";
}

/// <summary>Every page there is. All walks go along this table: a new page is a new row.</summary>
internal static class Pages
{
    public static IReadOnlyList<ShownPage> All { get; } =
    [
        new("setup", "/setup", Who.First),
        new("login", "/login", Who.Stranger),
        new("overview", "/", Who.Household),
        new("queue", "/ui/queue", Who.Household),
        new("history", "/ui/history", Who.Household),
        new("job-done", "/ui/jobs/{done}", Who.Household),
        new("job-running", "/ui/jobs/{running}", Who.Household),
        new("job-failed", "/ui/jobs/{failed}", Who.Household),
        new("titles", "/ui/titles", Who.Household),
        new("title", "/ui/titles/{title}", Who.Household),
        new("inbox", "/ui/inbox", Who.Household),
        new("webhook", "/ui/inbox/1", Who.Household),
        new("parity", "/ui/parity", Who.Household),
        new("report", "/ui/parity/reports/{report}", Who.Household),
        new("plan", "/ui/parity/plans/{plan}", Who.Household),
        new("receivers", "/ui/receivers", Who.Household),
        new("libraries", "/ui/receivers/den/libraries", Who.Household),
        new("add-channel", "/ui/add/channels?kind=ntfy", Who.Household),
        new("channel", "/ui/members/channels/family", Who.Household),
        new("apps", "/ui/instances", Who.Household),
        new("app", "/ui/instances/radarr-hd", Who.Household),
        new("schedules", "/ui/schedules", Who.Household),
        new("logs", "/ui/logs", Who.Household),
        new("system", "/ui/system", Who.Household),
        new("settings", "/ui/settings", Who.Household),
        new("mappings", "/ui/settings/mappings", Who.Household),
        new("mapping", "/ui/settings/mappings/one", Who.Household),
        new("moving-in", "/ui/settings/import", Who.Household),
        new("audit", "/ui/audit", Who.Household),
        new("welcome", "/ui/welcome/apps", Who.Household),
        new("welcome-way", "/ui/welcome/way", Who.Household),
        new("welcome-import", "/ui/welcome/import", Who.Household),
        new("sessions", "/ui/sessions", Who.Household),
        new("password", "/ui/password", Who.Household),
        new("shows", "/ui/shows", Who.Household),
        new("show", "/ui/shows/{show}", Who.Household),
        new("adding", "/ui/shows/adding", Who.Household),
        new("review", "/ui/review", Who.Household),
        new("rules", "/ui/rules", Who.Household),
        new("movies", "/ui/movies", Who.Household),
        new("movie", "/ui/movies/{movie}", Who.Household),
        new("publish", "/ui/movies/{movie}/publish", Who.Household),
        new("api-docs", "/api-docs/index.html", Who.Household) { IsForeign = true, Sign = ".opblock" },
    ];

    public static TheoryData<string> Ours { get; } = [.. All.Where(page => !page.IsForeign).Select(page => page.Name)];

    public static ShownPage Of(string name) => All.Single(page => page.Name == name);
}
