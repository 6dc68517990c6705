using Couriarr.Dashboard.Frame;
using Couriarr.Doors;
using Couriarr.Features.Instances;
using Couriarr.Features.Intake.Missed;
using Couriarr.Features.Members;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Instances;

/// <summary>What a person has done with an app.</summary>
internal static class InstanceActs
{
    /// <summary>The chain is shown at once and not led to: it is true for this moment.</summary>
    public static async Task<IResult> ExamineAsync(
        string name,
        HttpContext http,
        MemberDesk desk,
        InstanceAsking asking,
        CancellationToken ct
    )
    {
        var form = await http.Request.ReadFormAsync(ct);
        var path = form["path"].ToString().Trim() is { Length: > 0 } typed ? typed : null;
        if (await desk.FindAsync("instances", name, ct) is not { } entry)
            return await Pages.NotFoundAsync(http, Say("members.gone", name));
        var view = new InstancePageView(new InstanceLine(MemberView.Of(entry), State: null)) { Path = path };
        if (path is not null && !DoctorDoor.IsWhole(path))
            return await InstancesPages.ShowAsync(http, view with { Wrong = DoctorDoor.NotWhole });
        var (found, trouble) = await asking.AboutAsync(name, (member, stop) => asking.ExamineAsync(member, path, stop), ct);
        return await InstancesPages.ShowAsync(http, view with { Diagnosis = found, Wrong = trouble });
    }

    public static async Task<IResult> RegisterAsync(string name, HttpContext http, InstanceAsking asking, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var url = form["url"].ToString().Trim() is { Length: > 0 } typed ? typed : null;
        var (done, trouble) = await asking.AboutAsync(name, (member, stop) => asking.RegisterAsync(member, url, stop), ct);
        return done is null ? Pages.Back(http, form, trouble!, isBad: true) : Pages.Back(http, form, Sentence(name, done));
    }

    public static async Task<IResult> CatchUpAsync(string name, HttpContext http, CatchUpDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if ((await desk.InstancesAsync(name, ct)).Count == 0)
            return Pages.Back(http, form, Say("instances.no_history", name), isBad: true);
        var job = await desk.StartAsync(name, since: null, ct);
        return Pages.Back(http, form, Say("instances.catching_up", job.Value, name));
    }

    private static string Sentence(string name, Registration done) =>
        done.Outcome switch
        {
            RegistrationOutcome.Created => Say("instances.hook_created", name, done.Url),
            RegistrationOutcome.Repaired => Say("instances.hook_repaired", name, string.Join(", ", done.Changes)),
            _ => Say("instances.hook_right", name),
        };
}
