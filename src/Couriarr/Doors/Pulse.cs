using System.Diagnostics;
using Couriarr.Jobs;
using Couriarr.Jobs.Live;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

/// <summary>Tells watchers how many jobs are in which state, at most once a second and only when it changed.</summary>
internal sealed class Pulse(LiveFeed live, IJobReader reader, Loops loops, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Fastest = TimeSpan.FromSeconds(1);

    // Counting a million jobs takes a while; it may take no more than this share of the time.
    private const int RestPerWork = 20;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loops.KeepAsync("live counts", BeatAsync, stoppingToken);

    private async Task BeatAsync(CancellationToken stopping)
    {
        IReadOnlyDictionary<JobState, long> last = new Dictionary<JobState, long>();
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            if (live.IsWatched && await reader.CountAsync(stopping) is var counts && !Same(counts, last))
                live.Publish(LiveEvent.Stats(last = counts));
            var rest = Stopwatch.GetElapsedTime(started) * RestPerWork;
            await Task.Delay(rest > Fastest ? rest : Fastest, clock, stopping);
        }
    }

    private static bool Same(IReadOnlyDictionary<JobState, long> a, IReadOnlyDictionary<JobState, long> b) =>
        a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var count) && count == pair.Value);
}
