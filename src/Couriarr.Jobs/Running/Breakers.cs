using System.Collections.Concurrent;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Couriarr.Jobs.Running;

/// <summary>
/// Closes a gate when what is behind it keeps failing, and opens it when a probe gets through. Counts in memory: after a restart
/// a broken receiver is found out anew.
/// </summary>
internal sealed class Breakers(IJobStore store, WorkSignal signal, TimeProvider clock, IOptions<JobsOptions> options, ILogger<Breakers> log)
{
    private readonly ConcurrentDictionary<string, int> _failures = [];

    /// <summary>
    /// Counts an outcome, once. What it returns moves the gate and may be repeated; do so before the job is settled, so that
    /// a job never waits behind an open gate.
    /// </summary>
    public Func<Task> Hear(Lease lease, Outcome outcome) =>
        (lease.Job.Gate, outcome) switch
        {
            (null, _) => Nothing,
            // Our own store says nothing of what is behind the gate either.
            (_, Outcome.Failed { Error: StoreUnavailableException }) => Nothing,
            ({ } gate, Outcome.Failed { Error: BlockedException e }) => () => CloseAsync(gate, e.Message),
            ({ } gate, Outcome.Failed { Error: not (PermanentException or TransientException { IsLimit: true }) and var e }) => Count(
                gate,
                lease.IsProbe,
                e.Message
            ),
            // Who waits and has asked nobody knows nothing of what is behind the gate.
            ({ } gate, Outcome.Failed or Outcome.Ended { Result: not JobResult.Snoozed { Reached: false } }) => Pass(gate, lease.IsProbe),
            _ => Nothing,
        };

    private static Task Nothing() => Task.CompletedTask;

    private Func<Task> Count(string gate, bool isProbe, string error)
    {
        var failures = _failures.AddOrUpdate(gate, 1, (_, n) => n + 1);
        return isProbe || failures >= options.Value.BreakAfter
            ? () => CloseAsync(gate, $"It failed {failures} times in a row, the last time with: {error}")
            : Nothing;
    }

    private async Task CloseAsync(string gate, string reason)
    {
        var now = clock.GetUtcNow();
        var closed = new Gate(gate, options.Value.Redact(reason), now, now + options.Value.ProbeEvery);
        // A night without the receiver is one warning, and not one for each probe.
        if (await store.CloseAsync(closed, CancellationToken.None))
            log.LogWarning("'{Gate}' is closed, its jobs wait and lose no retry: {Reason}", gate, reason);
        else
            log.LogDebug("'{Gate}' stays closed: {Reason}", gate, reason);
    }

    // A refusal for good, or to be asked so often, is an answer too: the receiver lives.
    private Func<Task> Pass(string gate, bool isProbe)
    {
        _failures.TryRemove(gate, out _);
        return isProbe ? () => OpenAsync(gate) : Nothing;
    }

    private async Task OpenAsync(string gate)
    {
        if (!await store.OpenAsync(gate, byPerson: false, CancellationToken.None))
            return;
        log.LogInformation("'{Gate}' is open again", gate);
        signal.RaiseAll();
    }
}
