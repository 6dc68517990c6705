using System.Diagnostics;

namespace Couriarr.Bench;

/// <summary>(d) One job at a time, on an engine that has nothing else to do: from the call that enqueues to the first line of the handler.</summary>
internal static class LatencyPart
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(5);

    /// <returns>Milliseconds, one for each job.</returns>
    public static async Task<List<double>> MeasureAsync(string folder, int jobs)
    {
        await using var bed = await Bed.MakeAsync(folder, slots: 4);
        await bed.StartAsync();
        var latencies = new List<double>(jobs);
        for (var number = 1; number <= jobs; number++)
        {
            var start = bed.Starts.NumberAsync(number);
            var called = Stopwatch.GetTimestamp();
            await bed.Queue.EnqueueAsync(new NoOp(number));
            latencies.Add(Stopwatch.GetElapsedTime(called, await start).TotalMilliseconds);
            await bed.EmptyAsync();
            await Task.Delay(Idle);
        }
        return latencies;
    }
}
