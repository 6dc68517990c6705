using System.Collections.Concurrent;
using System.Diagnostics;

namespace Couriarr.Bench;

/// <summary>Counts started jobs and remembers when the awaited ones came.</summary>
internal sealed class Starts
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<long>> awaited = [];
    private long count;

    public void Count()
    {
        var now = Stopwatch.GetTimestamp();
        if (awaited.TryRemove(Interlocked.Increment(ref count), out var waiting))
            waiting.SetResult(now);
    }

    /// <returns>The timestamp of that start. Ask before it can happen.</returns>
    public Task<long> NumberAsync(long number) =>
        awaited.GetOrAdd(number, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
