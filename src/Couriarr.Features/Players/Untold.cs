namespace Couriarr.Features.Players;

/// <summary>What a player could not even be asked for. It still will be; but the owner hears of it, once.</summary>
internal sealed class Untold(Tidings tidings, Herald herald, Patience patience, TimeProvider clock)
{
    public async Task AlertAsync(Target target, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var late = (await UnalertedAsync(target, ct)).Where(row => row.ArrivedAt + target.VisibleWithin <= now).ToList();
        if (late.Count == 0)
            return;
        await herald.NotVisibleAsync(target, late, "it could not be told of it yet. The note of its job says why.", ct);
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
}
