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
        await SendAsync(port, senders, time / 5);
        var started = Stopwatch.GetTimestamp();
        var waits = await SendAsync(port, senders, time);
        var rate = waits.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new Crowding(senders, rate, Report.Percentile(waits, 50), Report.Percentile(waits, 99));
    }

    private async Task<IReadOnlyCollection<double>> SendAsync(int port, int senders, TimeSpan time)
    {
        var waits = new ConcurrentBag<double>();
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(() => SendUntilAsync(port, until, waits))));
        return waits;
    }

    private async Task SendUntilAsync(int port, long until, ConcurrentBag<double> waits)
    {
        using var sender = new Sender(port, imports);
        while (Stopwatch.GetTimestamp() < until)
        {
            var sent = Stopwatch.GetTimestamp();
            await sender.SendAsync(Interlocked.Increment(ref _number));
            waits.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
    }
}
