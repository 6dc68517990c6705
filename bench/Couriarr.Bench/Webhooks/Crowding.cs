using System.Collections.Concurrent;
using System.Diagnostics;

namespace Couriarr.Bench.Webhooks;

/// <param name="Rate">Accepted webhooks in a second.</param>
internal sealed record Crowding(int Senders, double Rate, double P50, double P99);

/// <summary>So many senders, each of whom posts its next import when the last is accepted.</summary>
internal sealed class Senders(Imports imports)
{
    private int _number;

    public async Task<Crowding> MeasureAsync(int port, int senders, TimeSpan time)
    {
        var crowd = Enumerable.Range(0, senders).Select(_ => new Sender(port, imports)).ToList();
        await SendAsync(crowd, time / 5);
        var started = Stopwatch.GetTimestamp();
        var waits = await SendAsync(crowd, time);
        var rate = waits.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
        // A server lets one caller have only so many connections, and the next crowd brings its own.
        await Task.WhenAll(crowd.Select(sender => sender.LeaveAsync()));
        return new Crowding(senders, rate, Report.Percentile(waits, 50), Report.Percentile(waits, 99));
    }

    private async Task<IReadOnlyCollection<double>> SendAsync(List<Sender> crowd, TimeSpan time)
    {
        var waits = new ConcurrentBag<double>();
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(crowd.Select(sender => Task.Run(() => SendUntilAsync(sender, until, waits))));
        return waits;
    }

    private async Task SendUntilAsync(Sender sender, long until, ConcurrentBag<double> waits)
    {
        while (Stopwatch.GetTimestamp() < until)
        {
            var sent = Stopwatch.GetTimestamp();
            await sender.SendAsync(Interlocked.Increment(ref _number));
            waits.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
    }
}
