using Couriarr.Jobs;

namespace Couriarr.Features.Players;

/// <summary>Looks at what a player was asked for, and decides what becomes of each that it does not show: another look, another request, an alert.</summary>
internal sealed class Looking(Tidings tidings, Lookout lookout, Herald herald, JobQueue queue, TimeProvider clock)
{
    private static readonly TimeSpan Latest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KodiAgain = TimeSpan.FromMinutes(2);
    private const int MostAsks = 2;
    private const int MostKodiAsks = 4;

    /// <returns>When to look next at each that is not visible.</returns>
    public async Task<IEnumerable<DateTimeOffset>> AtAsync(Target target, List<Tiding> due, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var last = due.Where(row => row.AskedAt + target.VisibleWithin <= now).ToList();
        // A whole library is a lot to ask for: only before the owner is alarmed.
        var (found, trouble) = await lookout.LookAsync(target, last, isThorough: true, ct);
        var (shown, _) = await lookout.LookAsync(target, [.. due.Except(last)], isThorough: false, ct);
        List<Tiding> visible = [.. found, .. shown];
        await herald.AvailableAsync(target, visible, ct);
        await tidings.SeenAsync(visible, ct);
        var hidden = due.Except(visible).ToList();
        var late = last.Except(visible).ToList();
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
            $"It was asked {target.VisibleWithin.TotalMinutes:0.#} minutes ago and does not have it. {trouble ?? "Look whether the folder belongs to one of its libraries, and whether it can read the file."}";
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

    private static DateTimeOffset NextLook(Tiding row, DateTimeOffset now)
    {
        var pause = TimeSpan.FromSeconds(
            Math.Clamp(((now - row.AskedAt!.Value) / 4).TotalSeconds, AwaitVisibleHandler.Soonest.TotalSeconds, Latest.TotalSeconds)
        );
        return now + pause;
    }
}
