using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>Carries all files of one work that wait on one route. What it finds to do stands in sync_jobs, not in it.</summary>
public sealed record TransferMedia(string Mapping, Work Work) : IJob<TransferMedia>
{
    public static JobKind Kind { get; } =
        new("transfer-media")
        {
            Lane = Route.Lane,
            Priority = 2,
            KeepsASlot = true,
            Retry = new RetryPolicy(5, TimeSpan.FromMinutes(15), TimeSpan.FromHours(12)),
            // The watchdog is the limit: a large file over a slow line may take days.
            Timeout = TimeSpan.FromDays(30),
        };

    string? IJob.Gate => $"route:{Mapping}";

    string? IJob.UniqueKey => $"transfer:{Mapping}:{Work.Key}";
}

internal sealed class TransferMediaHandler(
    Detour detour,
    Backlog backlog,
    Convoy convoy,
    Ending ending,
    Turnstile turnstile,
    TimeProvider clock
) : IJobHandler<TransferMedia>
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(5);

    public async Task<JobResult> RunAsync(TransferMedia job, JobContext context, CancellationToken ct)
    {
        using var turn = turnstile.Enter($"{job.Mapping} {job.Work.Key}");
        if (turn is null)
            return JobResult.Snooze(SoonAgain, "Another transfer of the same work is under way.");
        if (detour.RouteOf(job.Mapping) is not { } route)
            return await detour.TakeAsync(job, context, ct);
        var round = new Round(job, route, context, clock);
        await CarryAllAsync(round, ct);
        return await ending.OfAsync(round, ct);
    }

    // What comes in meanwhile is taken along.
    private async Task CarryAllAsync(Round round, CancellationToken ct)
    {
        var open = await backlog.OpenAsync(round.Job, round.Context, ct);
        for (; round.Blocked is null; open = await backlog.MoreAsync(round.Job, round.Context, ct))
        {
            var next = open.Where(parcel => round.Seen.Add(parcel.Id)).ToList();
            if (next.Count == 0)
                return;
            round.Expect(next);
            await convoy.CarryAsync(next, round, ct);
        }
    }
}

/// <summary>Lets one transfer of a work through at a time: two could put an older file over a newer one.</summary>
internal sealed class Turnstile
{
    private readonly HashSet<string> _inside = [];

    /// <returns>Null when somebody is inside already.</returns>
    public IDisposable? Enter(string key)
    {
        lock (_inside)
            return _inside.Add(key) ? new Turn(this, key) : null;
    }

    private sealed class Turn(Turnstile turnstile, string key) : IDisposable
    {
        public void Dispose()
        {
            lock (turnstile._inside)
                turnstile._inside.Remove(key);
        }
    }
}
