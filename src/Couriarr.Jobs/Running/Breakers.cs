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

    /// <summary>Called before the job is settled, so that a job never waits behind an open gate.</summary>
    public Task HearAsync(Lease lease, Outcome outcome, CancellationToken ct) =>
        (lease.Job.Gate, outcome) switch
        {
            (null, _) => Task.CompletedTask,
            ({ } gate, Outcome.Failed { Error: BlockedException e }) => CloseAsync(gate, e.Message, ct),
            ({ } gate, Outcome.Failed { Error: not PermanentException and var e }) => CountAsync(gate, lease.IsProbe, e.Message, ct),
            ({ } gate, Outcome.Failed or Outcome.Ended { Result: not JobResult.Snoozed }) => PassAsync(gate, lease.IsProbe, ct),
            _ => Task.CompletedTask,
        };

    private Task CountAsync(string gate, bool isProbe, string error, CancellationToken ct)
    {
        var failures = _failures.AddOrUpdate(gate, 1, (_, n) => n + 1);
        return isProbe || failures >= options.Value.BreakAfter
            ? CloseAsync(gate, $"It failed {failures} times in a row, the last time with: {error}", ct)
            : Task.CompletedTask;
    }

    private async Task CloseAsync(string gate, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await store.CloseAsync(new Gate(gate, reason, now, now + options.Value.ProbeEvery), ct);
        log.LogWarning("'{Gate}' is closed, its jobs wait and lose no retry: {Reason}", gate, reason);
    }

    // A refusal for good is an answer too: the receiver lives.
    private async Task PassAsync(string gate, bool isProbe, CancellationToken ct)
    {
        _failures.TryRemove(gate, out _);
        if (!isProbe || !await store.OpenAsync(gate, ct))
            return;
        log.LogInformation("'{Gate}' is open again", gate);
        signal.RaiseAll();
    }
}
