namespace Couriarr.Dashboard.Frame;

/// <summary>The way to every page, in the order in which people look for them.</summary>
internal static class Navigation
{
    public static IReadOnlyList<Section> Sections { get; } =
    [
        new(null, [new("/", "nav.overview", "overview")]),
        new(
            "nav.activity",
            [
                new("/ui/queue", "nav.queue", "queue"),
                new("/ui/history", "nav.history", "history"),
                new("/ui/titles", "nav.titles", "titles"),
                new("/ui/inbox", "nav.inbox", "inbox"),
            ]
        ),
        new(
            "nav.discover",
            [new("/ui/shows", "nav.shows", "shows"), new("/ui/review", "nav.review", "review"), new("/ui/rules", "nav.rules", "rules")]
        ),
        new("nav.library", [new("/ui/movies", "nav.movies", "movies"), new("/ui/parity", "nav.parity", "parity")]),
        new(
            "nav.household",
            [
                new("/ui/instances", "nav.instances", "apps"),
                new("/ui/receivers", "nav.receivers", "receivers"),
                new("/ui/schedules", "nav.schedules", "schedules"),
            ]
        ),
        new(
            "nav.program",
            [
                new("/ui/settings", "nav.settings", "settings"),
                new("/ui/logs", "nav.logs", "logs"),
                new("/ui/system", "nav.system", "system"),
            ]
        ),
    ];
}

/// <param name="Key">Of its heading.</param>
internal sealed record Section(string? Key, IReadOnlyList<Entry> Entries);

internal sealed record Entry(string Path, string Key, string Icon)
{
    /// <summary>Whether a page is this one or below it.</summary>
    public bool IsHome(string path) =>
        path == Path || (Path.Length > 1 && path.StartsWith(Path, StringComparison.Ordinal) && path[Path.Length] == '/');
}
