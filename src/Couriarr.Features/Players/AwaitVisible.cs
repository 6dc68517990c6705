using Couriarr.Features.Members;
using Couriarr.Jobs;

namespace Couriarr.Features.Players;

/// <summary>Looks until what a player was asked for is really visible in it, for an answer of 200 proves nothing.</summary>
internal sealed record AwaitVisible(string Player) : IJob<AwaitVisible>
{
    public static JobKind Kind { get; } =
        new("await-visible")
        {
            Lane = "visible",
            Priority = JobPriority.Low,
            Retry = new RetryPolicy(10, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1)),
            Timeout = TimeSpan.FromMinutes(5),
        };

    string? IJob.UniqueKey => $"visible:{Player}";
}

internal sealed class AwaitVisibleHandler(
    MemberBook book,
    Tidings tidings,
    Lookout lookout,
    Herald herald,
    JobQueue queue,
    TimeProvider clock
) : IJobHandler<AwaitVisible>
{
    public static readonly TimeSpan Soonest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Latest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KodiAgain = TimeSpan.FromMinutes(2);
    private const int MostAsks = 2;
    private const int MostKodiAsks = 4;

    public async Task<JobResult> RunAsync(AwaitVisible job, JobContext context, CancellationToken ct)
    {
        var asked = await tidings.AskedAsync(job.Player, ct);
        if (await Target.FindAsync(book, job.Player, ct) is not { } target)
        {
            await tidings.SkipAsync(asked, "The player was disabled meanwhile.", ct);
            return JobResult.Skip($"{job.Player} is disabled, or is no more.");
        }
        var now = clock.GetUtcNow();
        var due = asked.Where(row => row.LookAt <= now).ToList();
        var left = await LookAsync(target, due, ct);
        await AlertOfTheUntoldAsync(target, ct);
        DateTimeOffset[] next = [.. left.Concat(asked.Except(due).Select(row => row.LookAt!.Value)), .. await UntoldAsync(target, ct)];
        return next.Length == 0
            ? JobResult.Done
            : JobResult.Snooze(next.Min() - clock.GetUtcNow(), $"{target.Who} does not show all of it yet.");
    }

    /// <returns>When to look next at each that is not visible.</returns>
    private async Task<IEnumerable<DateTimeOffset>> LookAsync(Target target, List<Tiding> due, CancellationToken ct)
    {
        var (visible, trouble) = await lookout.LookAsync(target, due, ct);
        await herald.AvailableAsync(target, visible, ct);
        await tidings.SeenAsync(visible, ct);
        var hidden = due.Except(visible).ToList();
        var now = clock.GetUtcNow();
        var late = hidden.Where(row => row.AskedAt + target.VisibleWithin <= now).ToList();
        if (late.Count > 0)
            await MissAsync(target, late, trouble, ct);
        var again = hidden.Except(late).Where(row => IsToBeAskedAgain(target, row, now)).ToList();
        if (again.Count > 0)
            await AskAgainAsync(target, again, ct);
        var rest = hidden.Except(late).Except(again).ToList();
        foreach (var row in rest)
            await tidings.LookLaterAsync([row], NextLook(row, now), ct);
        return rest.Select(row => NextLook(row, now));
    }

    private async Task MissAsync(Target target, List<Tiding> late, string? trouble, CancellationToken ct)
    {
        var why =
            $"it was asked {target.VisibleWithin.TotalMinutes:0.#} minutes ago and does not have it. {trouble ?? "Look whether the folder belongs to one of its libraries, and whether it can read the file."}";
        await herald.NotVisibleAsync(target, late, why, ct);
        await tidings.MissedAsync(late, why, ct);
    }

    // Whoever scans by hand stops our scan, and nobody says so; and a server forgets when it is restarted.
    private static bool IsToBeAskedAgain(Target target, Tiding row, DateTimeOffset now) =>
        target.IsKodi
            ? row.Asks < MostKodiAsks && row.AskedAt + KodiAgain <= now
            : row.Asks < MostAsks && row.AskedAt + target.VisibleWithin / 2 <= now;

    private async Task AskAgainAsync(Target target, List<Tiding> rows, CancellationToken ct)
    {
        await tidings.AskAgainAsync(rows, ct);
        await queue.EnqueueAsync(Notify.Of(target), ct: ct);
    }

    /// <summary>It could not even be asked. It still will be; but the owner hears of it.</summary>
    private async Task AlertOfTheUntoldAsync(Target target, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var late = (await UnalertedAsync(target, ct)).Where(row => row.ArrivedAt + target.VisibleWithin <= now).ToList();
        if (late.Count == 0)
            return;
        await herald.NotVisibleAsync(target, late, "it could not be told of it yet. The note of its job says why.", ct);
        await tidings.AlertedAsync(late, ct);
    }

    private async Task<IEnumerable<DateTimeOffset>> UntoldAsync(Target target, CancellationToken ct) =>
        (await UnalertedAsync(target, ct)).Select(row => row.ArrivedAt + target.VisibleWithin);

    private async Task<IEnumerable<Tiding>> UnalertedAsync(Target target, CancellationToken ct) =>
        target.IsKodi ? [] : (await tidings.WaitingAsync(target.Key, job: 0, ct)).Where(row => !row.WasAlerted && row.IsToBeSeen);

    private static DateTimeOffset NextLook(Tiding row, DateTimeOffset now)
    {
        var pause = TimeSpan.FromSeconds(
            Math.Clamp(((now - row.AskedAt!.Value) / 4).TotalSeconds, Soonest.TotalSeconds, Latest.TotalSeconds)
        );
        return now + pause;
    }
}
