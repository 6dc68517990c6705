using Couriarr.Dashboard.Instances;
using Couriarr.Doors;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Members.Handshakes;

namespace Couriarr.Dashboard.Members;

/// <summary>Tries what stands in a form before it is stored; of an app also where its files would go.</summary>
internal sealed class Rehearsal(Trials trials, MemberDesk desk, InstanceAsking asking)
{
    public async Task<MemberForm> OfAsync(MemberForm typed, CancellationToken ct)
    {
        var trial = await trials.OfDraftAsync(typed.Family, typed.Wish, ct);
        var form = typed.With(trial) with { IsTried = trial.Greeting is not null };
        return trial.Greeting is { Result: GreetingResult.Ok } ? form with { Finding = await FindAsync(typed, ct) } : form;
    }

    /// <returns>The form with the reason, when it is an app that answers and lets us not in; null when it may be stored.</returns>
    public async Task<MemberForm?> ObjectionAsync(MemberForm typed, CancellationToken ct) =>
        typed.Family == "instances"
        && await trials.OfDraftAsync(typed.Family, typed.Wish, ct) is var trial
        && trial.Greeting is { Result: GreetingResult.Unauthorized }
            ? typed.With(trial)
            : null;

    private async Task<AppFinding?> FindAsync(MemberForm typed, CancellationToken ct) =>
        (await desk.DraftAsync(typed.Family, typed.Wish, ct)).Member is Member<InstanceTerms> app
            ? (await InstanceAsking.TryAsync(() => asking.FindAsync(app, ct))).Answer
            : null;
}
