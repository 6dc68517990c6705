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

    public static void MapWelcome(this IEndpointRouteBuilder app)
    {
        app.MapPage(Address, ResumeAsync);
        app.MapPage($"{Address}/{{step}}", ShowAsync);
        app.MapAct($"{Address}/import/carry", "Carry the newest import", ImportAsync).DisableRequestTimeout();
    }

    private static async Task<IResult> ResumeAsync(HttpContext http, Progress progress, CancellationToken ct) =>
        Pages.GoTo(http, (await progress.OfAsync(ct)).FirstOrDefault(step => !step.IsDone)?.Path ?? $"{Address}/import");

    private static async Task<IResult> ShowAsync(
        string step,
        HttpContext http,
        Progress progress,
        MemberRoll roll,
        MemberDesk desk,
        InstanceViews views,
        CancellationToken ct
    )
    {
        var steps = await progress.OfAsync(ct);
        if (steps.FirstOrDefault(one => one.Key == step) is not { } present)
            return await Pages.NotFoundAsync(http, Say("welcome.no_step", step));
        var members = (await roll.ReadAnewAsync(ct)).Where(entry => entry.Family == present.Family).Select(MemberView.Of).ToList();
        var states = present.Family == "instances" ? (await views.AllAsync(ct)).ToDictionary(view => view.Name) : [];
        var view = new WelcomeView(present, steps, members)
        {
            Instances = [.. members.Where(_ => states.Count > 0).Select(one => new InstanceLine(one, states.GetValueOrDefault(one.Name)))],
            Kinds = [.. KindView.All(desk.Families).Where(kind => kind.Family == present.Family).Select(kind => kind.Kind)],
        };
        return await Pages.ShowAsync<WelcomePage, WelcomeView>(http, Say($"welcome.{step}"), view);
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
            var job = await hand.StartAsync(await hand.FindAsync(path, type: null, ct), ct);
            NoteCookie.Leave(http, new Note(Say("welcome.carrying", path), IsBad: false));
            return Pages.GoTo(http, $"/ui/jobs/{job.Value}");
        }
        catch (Exception e) when (e is PermanentException or BlockedException)
        {
            return Pages.Back(http, form, e.Message, isBad: true);
        }
    }
}
