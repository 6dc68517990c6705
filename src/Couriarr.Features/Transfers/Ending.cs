using System.Runtime.ExceptionServices;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>
/// How a run of a transfer ends. What was delivered is told of at once, whatever became of the rest: the rest gets a job of its own then.
/// Only a run that delivered nothing fails, waits or is blocked itself.
/// </summary>
internal sealed class Ending(
    SyncJobs rows,
    GivingUp givingUp,
    Shortages shortages,
    Reactions reactions,
    CouriarrOptions options,
    TimeProvider clock
)
{
    public async Task<JobResult> OfAsync(Round round, CancellationToken ct)
    {
        await TellOfRoomAsync(round, ct);
        var delivered = await rows.AnnounceAsync(round.Route.Name, round.Job.Work.Key, round.Context.Id.Value, ct);
        if (delivered.Count == 0 && round.Elsewhere.Count == 0)
            return await OfNothingAsync(round, ct);
        if (delivered.Count > 0)
        {
            var happened = new MediaDelivered(round.Job.Work, delivered) { Took = round.Took };
            round.Context.FollowUp(await reactions.ToAsync(happened, ct));
        }
        round.Context.FollowUp(round.Elsewhere.Select(mapping => round.Job with { Mapping = mapping }));
        LookForSidecars(round);
        if (round.IsIncomplete)
            round.Context.FollowUp(round.Job, new EnqueueOptions(clock.GetUtcNow() + PauseOf(round)));
        return JobResult.Done;
    }

    private async Task TellOfRoomAsync(Round round, CancellationToken ct)
    {
        if (round.Largest is { } size)
            await shortages.PassAsync(round.Route, size, ct);
        if (round is { Shortage: { } shortage, Blocked: { } blocked })
            await shortages.BeginAsync(round.Route, shortage, blocked.Message, ct);
    }

    // A look for sidecars that found some is no reason to look again.
    private void LookForSidecars(Round round)
    {
        if (!round.HasVideo)
            return;
        foreach (var after in options.Sync.Sidecars)
            round.Context.FollowUp(
                new FetchSidecars(round.Route.Name, round.Job.Work, after) { Delivery = round.Context.Id.Value },
                new EnqueueOptions(clock.GetUtcNow() + after)
            );
    }

    private async Task<JobResult> OfNothingAsync(Round round, CancellationToken ct)
    {
        if (round.Blocked is { } blocked)
            ExceptionDispatchInfo.Throw(blocked);
        if (round.Transient is { } transient)
            ExceptionDispatchInfo.Throw(transient);
        if (round.Hopeless is [var first, ..])
            throw await GiveUpAsync(round, first.Error, ct);
        if (round.Waiting is { } waiting)
            return JobResult.Snooze(options.Sync.Settle * waiting.Pauses, waiting.Why);
        if (round.Rehearsed is [var said, ..])
            return JobResult.Skip(said);
        return round.Needless is [var why, ..] ? JobResult.Supersede(why) : JobResult.Skip("None of it waits to be carried.");
    }

    private async Task<Exception> GiveUpAsync(Round round, Exception why, CancellationToken ct)
    {
        foreach (var (parcel, error) in round.Hopeless)
            await givingUp.OfAsync(round.Job.Work, parcel, error.Message, round.Context.Id.Value, ct);
        return why is PermanentException
            ? why
            : new PermanentException($"Given up after {round.Context.Attempt} tries. {why.Message}", why);
    }

    // What is hopeless shall be seen as that soon.
    private TimeSpan PauseOf(Round round) =>
        round.Hopeless.Count > 0 || round.Blocked is not null ? TimeSpan.Zero
        : round.Waiting is { } waiting ? options.Sync.Settle * waiting.Pauses
        : options.Sync.RetryInterval;
}
