using Couriarr.Jobs.Store;

namespace Couriarr.Features.Players;

/// <summary>What a player could not even be asked for. It still will be; but the owner hears of it, once.</summary>
internal sealed class Untold(Tidings tidings, Herald herald, Patience patience, IJobReader jobs, TimeProvider clock)
{
    public async Task AlertAsync(Target target, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var late = (await UnalertedAsync(target, ct)).Where(row => row.ArrivedAt + target.VisibleWithin <= now).ToList();
        if (late.Count == 0)
            return;
        await herald.NotVisibleAsync(target, late, await ReasonAsync(target, ct), ct);
        await tidings.AlertedAsync(late, ct);
    }

    /// <returns>When to alert of each that waits.</returns>
    public async Task<IEnumerable<DateTimeOffset>> DueAsync(Target target, CancellationToken ct) =>
        (await UnalertedAsync(target, ct)).Select(row => row.ArrivedAt + target.VisibleWithin);

    private async Task<IEnumerable<Tiding>> UnalertedAsync(Target target, CancellationToken ct) =>
        // A Kodi that is switched off is as it should be.
        target.IsKodi && !patience.IsRefused(target)
            ? []
            : (await tidings.WaitingAsync(target.Key, job: 0, ct)).Where(row => !row.WasAlerted && row.IsToBeSeen);

    // Behind a closed gate nothing runs: the gate knows better than the job.
    private async Task<string> ReasonAsync(Target target, CancellationToken ct)
    {
        var gate = (await jobs.GatesAsync(ct)).FirstOrDefault(gate => gate.Name == Notify.GateOf(target.Key));
        var why = gate?.Reason ?? await LastWordAsync(target, ct) ?? "It could not be told of it yet.";
        return char.ToUpperInvariant(why[0]) + why[1..];
    }

    private async Task<string?> LastWordAsync(Target target, CancellationToken ct) =>
        (await jobs.ListAsync(new JobQuery(Kind: $"notify-{target.Kind}", Limit: 200), ct))
            .Where(job => job.UniqueKey == Notify.KeyOf(target.Key))
            .Select(job => job.Note)
            .FirstOrDefault(note => note is { Length: > 0 });
}
