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
        new("sessions", "/sessions", Who.Household),
        new("password", "/account/password", Who.Household),
        new("api-docs", "/api-docs/index.html", Who.Household) { IsForeign = true, Sign = ".opblock" },
    ];

    public static TheoryData<string> Ours { get; } = [.. All.Where(page => !page.IsForeign).Select(page => page.Name)];

    public static ShownPage Of(string name) => All.Single(page => page.Name == name);
}
