using Couriarr.Features.Intake;
using Couriarr.Jobs.Metrics;
using Couriarr.Jobs.Store;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Overview;

/// <summary>What was to be done and was not, each with the button that mends it.</summary>
internal sealed class WorkTroubles(IJobReader jobs, Rejections rejections, TimeProvider clock)
{
    private readonly Glance<long> _givenUp = new(
        async ct => (await jobs.CountEndedAsync(clock.GetUtcNow().AddDays(-1), ct)).GetValueOrDefault(JobState.Dead),
        clock
    );

    /// <param name="proofs">Null while they are still being counted.</param>
    public async Task<IReadOnlyList<Worry>> AllAsync(IReadOnlyList<ProofLine>? proofs, CancellationToken ct) =>
        [
            .. await _givenUp.AskAsync(ct) is > 0 and var number ? [OfGivenUp(number)] : Array.Empty<Worry>(),
            .. (proofs ?? []).Where(line => line.Proof.Stranded.Count > 0).Select(OfStranded),
            .. rejections.Last.Count is > 0 and var count ? [OfRejected(count)] : Array.Empty<Worry>(),
        ];

    private static Worry OfGivenUp(long number) =>
        new(Say("overview.given_up", number))
        {
            Remedies =
            [
                new("/ui/queue/retry-failed", Say("overview.retry")),
                new("/ui/history?state=dead", Say("overview.show"), IsPage: true),
            ],
        };

    private static Worry OfStranded(ProofLine line) =>
        new(Say("overview.stranded", line.Proof.Stranded.Count, line.Proof.Instance))
        {
            Remedies = [new("/ui/overview/doctor", Say("overview.doctor")) { With = [("instance", line.Proof.Instance)] }],
        };

    private static Worry OfRejected(int number) =>
        new(Say("overview.rejected", number)) { IsMild = true, Remedies = [new("/ui/inbox/rejected", Say("overview.show"), IsPage: true)] };
}
