using Couriarr.Features.Media;
using Couriarr.Jobs.Sharing;

namespace Couriarr.Features.Places;

/// <summary>What was told as lost and not yet as back: each is told once, across restarts.</summary>
internal sealed class Losses(MountMemory memory, MountBell bell, Nodes nodes, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private Dictionary<string, DateTimeOffset>? _since;

    /// <summary>Told before it is written down: cut off in between it is told twice, but never not at all.</summary>
    public Task LoseAsync(string key, MountLost lost, CancellationToken ct) =>
        AloneAsync(
            async since =>
            {
                if (since.ContainsKey(key))
                    return false;
                await bell.LoseAsync(lost, ct);
                var now = clock.GetUtcNow();
                await memory.MarkLostAsync(key, now, ct);
                since[key] = now;
                return true;
            },
            ct
        );

    /// <returns>False when it was not lost.</returns>
    public Task<bool> FindAgainAsync(string key, Func<TimeSpan, MountBack> back, CancellationToken ct) =>
        AloneAsync(
            async since =>
            {
                if (!since.Remove(key, out var lost))
                    return false;
                await memory.MarkLostAsync(key, since: null, ct);
                await bell.FindAgainAsync(back(Since(lost)), ct);
                return true;
            },
            ct
        );

    public Task ReopenAsync(Route route, CancellationToken ct) => bell.ReopenAsync(route.Gate, ct);

    /// <summary>
    /// A folder that goes and comes back between two looks is never lost to us; a transfer that met with it has closed the gate nevertheless.
    /// </summary>
    public Task ReopenClosedAsync(IReadOnlyCollection<Route> whole, CancellationToken ct) => bell.ReopenClosedAsync(whole, ct);

    // By the clock on the wall, which alone goes on while we do not; it may have been set back.
    private TimeSpan Since(DateTimeOffset lost) => clock.GetUtcNow() is var now && now > lost ? now - lost : TimeSpan.Zero;

    private async Task<bool> AloneAsync(Func<Dictionary<string, DateTimeOffset>, Task<bool>> change, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_since is null || nodes.IsShared)
                _since = (await memory.LostAsync(ct)).ToDictionary(lost => lost.Folder, lost => lost.Since, StringComparer.Ordinal);
            return await change(_since);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
