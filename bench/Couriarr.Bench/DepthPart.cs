using System.Diagnostics;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Bench;

/// <summary>(e) Drains and claims from a queue that stays at least this deep, over a history of that length.</summary>
internal sealed class DepthPart(string folder, int waiting, int history)
{
    private const int Warmup = 1_000;
    private const int Drained = 15_000;
    private const int Claims = 200;

    // The best of some rounds: whatever else the machine does can only make a round worse.
    private double bestRate;
    private double bestClaim = double.MaxValue;

    public string Name => history == 0 ? $"{waiting:N0} waiting" : $"{waiting:N0} waiting, {history:N0} ended";
    public double Rate => bestRate;
    public double Claim => bestClaim;

    public async Task SeedAsync()
    {
        await using var place = await Bed.OpenAsync(folder);
        await place.Database.WriteAsync(session => session.ExecuteAsync(History, history), WriteKind.Upkeep, default);
    }

    public async Task MeasureAsync()
    {
        await TopUpAsync(Warmup + Drained);
        await DrainAsync();
        await TopUpAsync(Claims);
        await ClaimAsync();
    }

    private async Task TopUpAsync(int more)
    {
        await using var place = await Bed.OpenAsync(folder);
        await place.Database.WriteAsync(
            async session =>
            {
                var there = await session.FirstAsync("SELECT count(*) FROM job_queue", row => row.GetInt64(0));
                return await session.ExecuteAsync(Waiting, Math.Max(0, waiting + more - there));
            },
            WriteKind.Upkeep,
            default
        );
    }

    private async Task DrainAsync()
    {
        await using var bed = await Bed.MakeAsync(folder, EnginePart.Slots);
        var warm = bed.Starts.NumberAsync(Warmup);
        var done = bed.Starts.NumberAsync(Warmup + Drained);
        await bed.StartAsync();
        bestRate = Math.Max(bestRate, Drained / Stopwatch.GetElapsedTime(await warm, await done).TotalSeconds);
    }

    // By the store alone, one job to a claim. Nobody else is there, so each waits for a commit of its own.
    private async Task ClaimAsync()
    {
        await using var bed = await Bed.MakeAsync(folder, slots: 1);
        var now = TimeProvider.System.GetUtcNow();
        List<double> claims = [];
        for (var i = 0; i < Claims; i++)
        {
            var asked = Stopwatch.GetTimestamp();
            var leases = await bed.Store.ClaimAsync(new Claim(NoOp.Lane, 1, "bench", now, now, now), default);
            claims.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            await bed.Store.SettleAsync(leases[0], new Settlement(JobState.Succeeded, now) { RetryCount = 0, CrashCount = 0 }, default);
        }
        bestClaim = Math.Min(bestClaim, Report.Median(claims));
    }

    private const string Numbers = "WITH RECURSIVE n (i) AS (SELECT 1 WHERE @p1 > 0 UNION ALL SELECT i + 1 FROM n WHERE i < @p1)";

    public const string Waiting = $$"""
        {{Numbers}} INSERT INTO job_queue (type, lane, priority, rank, state, payload, payload_version, run_at, created_at, max_retries)
        SELECT 'no-op', 'bench', 5, 300000000000000 + i, 'waiting', '{"number":' || i || '}', 1, 1, 1, 3 FROM n
        """;

    // Below the ids of the queue, as history is.
    private const string History = $$"""
        {{Numbers}} INSERT INTO job_history (id, type, lane, priority, state, payload, payload_version, run_at, created_at, started_at,
            completed_at, retry_count, max_retries, crash_count)
        SELECT i - 100000000, 'no-op', 'bench', 5, 'succeeded', '{"number":' || i || '}', 1, i, i, i, i, 0, 3, 0 FROM n
        """;
}
