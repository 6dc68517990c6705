using System.Diagnostics;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage;

namespace Couriarr.Bench.Queues;

/// <summary>How long one claim takes while that many jobs wait: the slowest of a hundred.</summary>
internal static class Claims
{
    private const int Pack = 1_000;
    private const int Asked = 500;

    /// <returns>Milliseconds.</returns>
    public static async Task<double> SlowestAsync(StorageOptions options, int waiting)
    {
        await using var bed = await Bed.MakeAsync(options, slots: 1);
        for (var first = 1; first <= waiting; first += Pack)
            await bed.Queue.EnqueueAllAsync(Enumerable.Range(first, Math.Min(Pack, waiting - first + 1)).Select(n => new NoOp(n)));
        var now = TimeProvider.System.GetUtcNow();
        List<double> claims = [];
        for (var i = 0; i < Asked; i++)
        {
            var asked = Stopwatch.GetTimestamp();
            var leases = await bed.Store.ClaimAsync(new Claim(NoOp.Lane, 1, "bench", now, now.AddMinutes(1), now), default);
            claims.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            await bed.Store.SettleAsync(leases[0], new Settlement(JobState.Succeeded, now) { RetryCount = 0, CrashCount = 0 }, default);
        }
        return Report.Percentile(claims, 99);
    }
}
