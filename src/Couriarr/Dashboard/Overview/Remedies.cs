using Couriarr.Dashboard.Frame;
using Couriarr.Doors;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Instances;
using Couriarr.Features.Intake.Missed;
using Couriarr.Features.Members;
using Couriarr.Features.Members.Handshakes;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Microsoft.AspNetCore.Http.Timeouts;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Overview;

/// <summary>The buttons beside what needs attention.</summary>
internal static class Remedies
{
    public static void MapRemedies(this IEndpointRouteBuilder app)
    {
        app.MapAct("/ui/overview/look", "Look at the folders", LookAsync);
        app.MapAct("/ui/overview/reopen", "Try a closed way again", ReopenAsync);
        app.MapAct("/ui/overview/try", "Try a receiver", TryAsync).WithMetadata(new DisableRequestTimeoutAttribute());
        app.MapAct("/ui/overview/doctor", "Prove the way of a file", ExamineAsync).WithMetadata(new DisableRequestTimeoutAttribute());
        app.MapAct("/ui/overview/catch-up", "Look for what was missed", CatchUpAsync);
    }

    private static async Task<IResult> LookAsync(HttpContext http, MountWatch watch, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        await watch.LookAsync(ct);
        var away = watch.Away.Values.Select(trouble => trouble.Sentence).Distinct().Order(StringComparer.Ordinal).ToList();
        return Pages.Back(http, form, away.Count == 0 ? Say("overview.all_there") : string.Join(" ", away), away.Count > 0);
    }

    private static async Task<IResult> ReopenAsync(HttpContext http, JobDesk desk, IJobReader jobs, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var name = form["gate"].ToString();
        // What a person closed, a person opens where it was closed.
        if (!(await jobs.GatesAsync(ct)).Any(gate => gate.Name == name && gate.ProbeAt is not null))
            return Pages.Back(http, form, Say("overview.is_open"));
        await desk.ReopenAsync(name, ct);
        return Pages.Back(http, form, Say("overview.reopened"));
    }

    private static async Task<IResult> TryAsync(HttpContext http, Trials trials, NoticeDesk notices, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (family, name) = (form["family"].ToString(), form["name"].ToString());
        if (family == "channels" && (await notices.ChannelsAsync(ct)).Contains(name))
            return Pages.Back(http, form, Say("overview.sent", name, await notices.TestAsync(name, ct)));
        return await trials.OfAsync(family, name, ct) switch
        {
            { Greeting: { } greeting } => Pages.Back(http, form, greeting.Sentence, greeting.Result is not GreetingResult.Ok),
            { Status: StatusCodes.Status404NotFound } => Pages.Back(http, form, Say("overview.no_member", name), isBad: true),
            var refused => Pages.Back(http, form, refused.Why!, isBad: true),
        };
    }

    private static async Task<IResult> ExamineAsync(HttpContext http, MemberBook members, ArrApis apis, Doctor doctor, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await members.FindAsync<InstanceTerms>(form["instance"].ToString(), ct) is not { } member)
            return Pages.Back(http, form, Say("overview.no_member", form["instance"].ToString()), isBad: true);
        try
        {
            var found = await doctor.ExamineAsync(apis.Of(member), member.Name, path: null, ct);
            return found.FirstBroken is { } broken
                ? Pages.Back(
                    http,
                    form,
                    Say("overview.broken", member.Name, SayOr($"overview.hop_{broken.Name}", broken.Name), broken.Sentence),
                    isBad: true
                )
                : Pages.Back(http, form, found.IsWhole ? Say("overview.whole", member.Name) : Doubt(found));
        }
        catch (Exception e) when (e is BlockedException or TransientException or PermanentException)
        {
            return Pages.Back(http, form, e.Message, isBad: true);
        }
    }

    private static string Doubt(Diagnosis found) => found.Hops.First(hop => hop.State is HopState.Unknown).Sentence;

    private static async Task<IResult> CatchUpAsync(HttpContext http, CatchUpDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var name = form["instance"].ToString();
        if (name.Length == 0 || (await desk.InstancesAsync(name, ct)).Count == 0)
            return Pages.Back(http, form, Say("overview.no_member", name), isBad: true);
        return Pages.Back(http, form, Say("overview.catching_up", name, await desk.StartAsync(name, since: null, ct)));
    }
}
