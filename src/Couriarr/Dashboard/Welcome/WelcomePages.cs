using Couriarr.Dashboard.Frame;
using Couriarr.Dashboard.Instances;
using Couriarr.Dashboard.Members;
using Couriarr.Doors;
using Couriarr.Features.Instances;
using Couriarr.Features.Members;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Welcome;

/// <summary>Leads through the first set-up, page by page. What is done already is seen, so each page can be skipped and come back to.</summary>
internal static class WelcomePages
{
    public const string Address = "/ui/welcome";
    public const string Later = $"{Address}/later";
    public const string Doctor = $"{Address}/way/doctor";

    public static void MapWelcome(this IEndpointRouteBuilder app)
    {
        app.MapPage(Address, ResumeAsync);
        app.MapPage($"{Address}/{{step}}", ShowAsync);
        app.MapPage(Later, Leave);
        // What was found is true for that moment alone: whoever comes back to its address asks anew.
        app.MapPage(Doctor, (HttpContext http) => Pages.GoTo(http, $"{Address}/way"));
        app.MapAct(Doctor, "Prove the way of a file", ExamineAsync).DisableRequestTimeout();
        app.MapAct($"{Address}/import/carry", "Carry the newest import", ImportAsync).DisableRequestTimeout();
    }

    private static async Task<IResult> ResumeAsync(HttpContext http, Progress progress, CancellationToken ct) =>
        Pages.GoTo(http, (await progress.OfAsync(ct)).FirstOrDefault(step => !step.IsDone)?.Path ?? $"{Address}/import");

    private static async Task<IResult> ShowAsync(string step, HttpContext http, WelcomeViews views, CancellationToken ct) =>
        await views.OfAsync(step, ct) is { } view
            ? await DrawAsync(http, view)
            : await Pages.NotFoundAsync(http, Say("welcome.no_step", step));

    private static Task<IResult> DrawAsync(HttpContext http, WelcomeView view) =>
        Pages.ShowAsync<WelcomePage, WelcomeView>(http, Say($"welcome.{view.Step.Key}"), view);

    // Until the browser is closed: then it is later.
    private static IResult Leave(HttpContext http)
    {
        Postponed.Write(http);
        return Pages.GoTo(http, "/");
    }

    private static async Task<IResult> ExamineAsync(HttpContext http, WelcomeViews views, InstanceAsking asking, CancellationToken ct)
    {
        var name = (await http.Request.ReadFormAsync(ct))["instance"].ToString();
        var (found, trouble) = await asking.AboutAsync(name, (member, stop) => asking.ExamineAsync(member, path: null, stop), ct);
        return await DrawAsync(http, (await views.OfAsync("way", ct))! with { Way = found, Trouble = trouble });
    }

    // The doctor finds a file that was really imported, and shows where its way ends before it is sent on it.
    private static async Task<IResult> ImportAsync(HttpContext http, InstanceAsking asking, ByHand hand, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var name = form["instance"].ToString();
        var (found, trouble) = await asking.AboutAsync(name, (member, stop) => asking.ExamineAsync(member, path: null, stop), ct);
        if (found is null)
            return Pages.Back(http, form, trouble!, isBad: true);
        var end = found.Hops.FirstOrDefault(hop => hop.State is not HopState.Ok);
        if (found.Path is not { } path || end is { Name: not "arrival" })
            return Pages.Back(http, form, end!.Sentence, isBad: true);
        try
        {
            await hand.StartAsync(await hand.FindAsync(path, type: null, ct), ct);
            return Pages.Back(http, form, Say("welcome.carrying", path));
        }
        catch (Exception e) when (e is PermanentException or BlockedException)
        {
            return Pages.Back(http, form, e.Message, isBad: true);
        }
    }
}
