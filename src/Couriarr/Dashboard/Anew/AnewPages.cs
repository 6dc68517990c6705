using Couriarr.Dashboard.Frame;
using Couriarr.Doors;
using Couriarr.Doors.Access;
using Couriarr.Saving;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Anew;

/// <summary>The service begins anew, because somebody asked for it or saved something: a page that waits for it and leads back.</summary>
internal static class AnewPages
{
    public static void MapAnew(this IEndpointRouteBuilder app)
    {
        app.MapAct("/ui/restart", "Begin anew", RestartAsync);
        app.MapAct("/ui/settings/undo", "Take back the last change of the settings", UndoAsync);
        app.MapAct("/ui/settings/give-up", "Leave a section of the settings to the configuration file", GiveUpAsync);
    }

    /// <param name="back">The page to which it leads.</param>
    /// <param name="done">What was done, to be said there.</param>
    /// <param name="backup">The copy of the database that is gone back to meanwhile.</param>
    public static async Task<IResult> BeginAsync(HttpContext http, string back, string done, string? backup = null)
    {
        var services = http.RequestServices;
        var view = new AnewView(Pages.Local(back), services.GetRequiredService<Uptime>().Since, done);
        var page = await Pages.ShowAsync<AnewPage, AnewView>(http, Say("anew.title"), view);
        NoteCookie.Leave(http, new Note(done, IsBad: false));
        services.GetRequiredService<Restart>().After(http, backup);
        return page;
    }

    /// <summary>Saves and begins anew; a disk that takes nothing is told of on the page that follows.</summary>
    public static async Task<IResult> SaveAsync(HttpContext http, Draft draft, string back, string deed)
    {
        try
        {
            http.RequestServices.GetRequiredService<SavedDesk>().Save(draft, Caller.Of(http).Name, deed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            NoteCookie.Leave(http, new Note(Say("anew.not_saved", e.Message), IsBad: true));
            return Pages.GoTo(http, Pages.Local(back));
        }
        return await BeginAsync(http, back, Say("anew.saved", deed));
    }

    private static async Task<IResult> RestartAsync(HttpContext http, SavedDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        return RestartDoor.Objection(desk) is { } why
            ? Pages.Back(http, form, why, isBad: true)
            : await BeginAsync(http, form["back"].ToString(), Say("anew.began"));
    }

    private static async Task<IResult> UndoAsync(HttpContext http, SavedDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (!desk.CanGoBack)
            return Pages.Back(http, form, Say("anew.nothing"), isBad: true);
        try
        {
            if (desk.GoBack() is { Count: > 0 } mistakes)
                return Pages.Back(http, form, Say("anew.cannot", string.Join(" ", mistakes)), isBad: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Pages.Back(http, form, Say("anew.not_saved", e.Message), isBad: true);
        }
        return await BeginAsync(http, form["back"].ToString(), Say("anew.undone"));
    }

    private static async Task<IResult> GiveUpAsync(HttpContext http, SavedDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var section = form["section"].ToString();
        if (!desk.Sections.Contains(section))
            return Pages.Back(http, form, Say("anew.no_section", section), isBad: true);
        var draft = desk.Draft((section, null));
        return draft.Errors.Count > 0
            ? Pages.Back(http, form, Say("anew.cannot", string.Join(" ", draft.Errors)), isBad: true)
            : await SaveAsync(http, draft, form["back"].ToString(), Say("anew.given_up", section));
    }
}

/// <param name="Since">When the one began that now ends.</param>
/// <param name="Done">What was done.</param>
internal sealed record AnewView(string Back, DateTimeOffset Since, string Done);
