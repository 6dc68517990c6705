using Couriarr.Jobs.Live;
using Couriarr.Jobs.Metrics;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Couriarr.Jobs.Running;

/// <summary>Turns what a run came to into what is stored, and sees to it that it is stored.</summary>
internal sealed class Judge(
    IJobStore store,
    JobCatalog catalog,
    Referral referral,
    Breakers breakers,
    LiveFeed live,
    WorkSignal signal,
    JobInstruments instruments,
    TimeProvider clock,
    IOptions<JobsOptions> options,
    ILogger<Judge> log
)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private const int MostRefusals = 10;

    /// <param name="patience">When to give up on a store that takes nothing; the job then counts as crashed at the next start.</param>
    public async Task PassAsync(Lease lease, Outcome outcome, IReadOnlyList<NewJob> followUps, CancellationToken patience)
    {
        if (outcome is Outcome.Lost)
        {
            log.LogWarning(
                "{Kind} {Id} was given to another run while it ran here; its result is thrown away",
                lease.Job.Kind,
                lease.Job.Id
            );
            return;
        }
        outcome = await referral.OfAsync(lease.Job, outcome);
        var retry = catalog.Find(lease.Job.Kind)?.Kind.Retry ?? RetryPolicy.Never;
        var settlement = new Verdict(lease, retry, clock.GetUtcNow(), Random.Shared.NextDouble(), options.Value).On(outcome);
        settlement = WithoutSecrets(settlement);
        if (settlement.To is JobState.Succeeded or JobState.Skipped)
            settlement = settlement with { FollowUps = followUps };
        var moveGate = breakers.Hear(lease, outcome);
        if (await InsistAsync(lease, settlement, moveGate, patience) is var (stored, settled))
            Announce(lease.Job, stored, settled);
    }

    private Settlement WithoutSecrets(Settlement settlement) =>
        settlement with
        {
            Note = settlement.Note is { } note ? options.Value.Redact(note) : null,
            Attempt = settlement.Attempt is { Error: { } error } attempt
                ? attempt with
                {
                    Error = options.Value.Redact(error),
                }
                : settlement.Attempt,
        };

    // The end of work is not thrown away because a disk is full for an hour: whoever ran it waits.
    private async Task<(Settlement, Settled)?> InsistAsync(
        Lease lease,
        Settlement settlement,
        Func<Task> moveGate,
        CancellationToken patience
    )
    {
        var refusals = 0;
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await moveGate();
                return await store.SettleAsync(lease, settlement, CancellationToken.None) is { } settled ? (settlement, settled) : null;
            }
            catch (Exception e) when (!patience.IsCancellationRequested)
            {
                if (e is not StoreUnavailableException && ++refusals == MostRefusals)
                    settlement = Unstorable(settlement, e);
                log.LogError(
                    "{Kind} {Id} ended, but that could not be stored; trying again in {Pause}: {Error}",
                    lease.Job.Kind,
                    lease.Job.Id,
                    pause,
                    e.Message
                );
                await Task.Delay(pause, clock, patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e)
            {
                log.LogError(
                    "{Kind} {Id} ended, but that could not be stored before the stop; it will run again: {Error}",
                    lease.Job.Kind,
                    lease.Job.Id,
                    e.Message
                );
                return null;
            }
        }
    }

    // A store that is there and takes everything but this will never take it.
    private Settlement Unstorable(Settlement settlement, Exception why) =>
        new(JobState.Dead, clock.GetUtcNow())
        {
            Note = options.Value.Redact($"It ended as {settlement.To}, but that could not be stored: {why.Message}"),
            RetryCount = settlement.RetryCount,
            CrashCount = settlement.CrashCount,
        };

    private void Announce(JobRecord job, Settlement settlement, Settled settled)
    {
        instruments.Settled(job, settled.State);
        if (settled.State is JobState.Dead)
            log.LogError(
                "{Kind} {Id} is given up after {Failures} failures: {Note}",
                job.Kind,
                job.Id,
                settlement.RetryCount,
                settlement.Note
            );
        else if (settled.State is JobState.Failed)
            log.LogWarning(
                "{Kind} {Id} failed and is tried again (retry {Retry}/{Most}): {Note}",
                job.Kind,
                job.Id,
                settlement.RetryCount,
                job.MaxRetries,
                settlement.Note
            );
        live.Publish(LiveEvent.Settled(job, settled.State, settlement.Note));
        if (settled.TakenIn is { } twin)
            AnnounceTwin(job with { Id = twin }, job.Id);
        foreach (var (id, child) in settled.FollowUps.Zip(settlement.FollowUps))
        {
            live.Publish(LiveEvent.Created(id, child));
            signal.Raise(child.Lane);
        }
        if (settled.State is JobState.Waiting)
            signal.Raise(job.Lane);
    }

    private void AnnounceTwin(JobRecord twin, JobId by)
    {
        instruments.Settled(twin, JobState.Superseded);
        live.Publish(LiveEvent.Settled(twin, JobState.Superseded, Settled.TakenInBy(by)));
    }
}
