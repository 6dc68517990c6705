using System.Collections.Concurrent;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers.Native;

/// <summary>
/// Copies one file by itself, on a thread of its own. One that hangs in the kernel is left to it: whoever waited goes on, and what it
/// was writing is not gone on with.
/// </summary>
internal sealed class NativeEngine(CouriarrOptions options, Precedence precedence, TimeProvider clock) : ITransferEngine
{
    private static readonly TimeSpan StoppingTakes = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Throttle> _routes = new(StringComparer.Ordinal);

    public bool MayGoOn(string temp, string? by) => !_open.ContainsKey(temp);

    public async Task<Copied> CopyAsync(Haul haul, Action<CopyProgress> report, CancellationToken ct)
    {
        var rules = Rules();
        var throttle = new Throttle(() => Bandwidth.At(options, clock), clock) { Shared = ThrottleOf(haul) };
        var road = haul.IsUnhurried ? precedence.On(haul.Route) : null;
        var lookout = new Lookout(haul.Source.Facts.Size, road, report, clock);
        var copy = new BlockCopy(haul.Source, haul.Folder.Duplicate(), haul.Temp, rules, throttle, lookout.Passed);
        using var watch = new Watchdog(() => lookout.Rests ? null : copy.Done, options.Sync, clock, ct);
        var running = Start(haul.Temp, copy, watch.Bark);
        return await EndOfAsync(running, watch, Path.GetFileName(haul.Source.Path), ct);
    }

    private Throttle? ThrottleOf(Haul haul) =>
        haul.Limit > 0 ? _routes.GetOrAdd(haul.Route, _ => new Throttle(() => haul.Limit, clock)) : null;

    private CopyRules Rules() =>
        new()
        {
            KeepsOwner = options.Sync.KeepOwner,
            KeepsAttributes = options.Sync.KeepXattrs,
            Rights = options.Sync.Chmod is { Length: > 0 } text ? Rights.Of(text) : null,
            Digests = options.Sync.Verify is Verification.Hash,
        };

    private Task<Copied> Start(string temp, BlockCopy copy, CancellationToken ct)
    {
        _open[temp] = 1;
        return Aside.Run(() =>
        {
            try
            {
                return copy.Run(ct);
            }
            finally
            {
                copy.Dispose();
                _open.TryRemove(temp, out _);
            }
        });
    }

    private async Task<Copied> EndOfAsync(Task<Copied> running, Watchdog watch, string file, CancellationToken ct)
    {
        Task ended = running;
        await ended.WaitAsync(watch.Bark).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Told to stop it does so within a block, unless it hangs.
        if (!ended.IsCompleted)
            await ended.WaitAsync(StoppingTakes, clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            return ended.IsCompleted ? await running : throw new OperationCanceledException();
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TransientException(
                ended.IsCompleted ? watch.Why : $"{watch.Why} Its thread hangs in the kernel and was left behind."
            );
        }
        catch (OperationCanceledException e)
        {
            throw new OperationCanceledException(e.Message, e, ct);
        }
        catch (IOException e)
        {
            throw CopyFailure.Of(e.HResult, file, $"The system said: {Linux.Say(e.HResult)}.")
                ?? new TransientException($"{file} could not be copied. The system said: {Linux.Say(e.HResult)}.", inner: e);
        }
    }
}
