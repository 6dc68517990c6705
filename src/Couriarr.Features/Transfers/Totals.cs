using Couriarr.Jobs.Metrics;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>How much was carried and how much was given up. What was counted once stays counted when old rows go.</summary>
internal sealed class Totals(Database database, DayBook days, SinceStart sinceStart, TimeProvider clock)
{
    private readonly Glance<Sums> _glance = new(ct => SumAsync(database, days.Today, clock.GetUtcNow().AddDays(-1), ct), clock);

    /// <summary>Of this run of the program alone.</summary>
    public Tally SinceStart => sinceStart.Tally;

    public Task<Sums> AskAsync(CancellationToken ct) => _glance.AskAsync(ct);

    private static Task<Sums> SumAsync(Database database, string today, DateTimeOffset yesterday, CancellationToken ct) =>
        database.ReadAsync(
            async session =>
            {
                var days = await session.QueryAsync(
                    "SELECT date = @p1, sum(files_synced), sum(failures) FROM sync_stats GROUP BY date = @p1",
                    row => (IsToday: row.GetInt64(0) != 0, Ends: new Ends(row.GetInt64(1), row.GetInt64(2))),
                    today
                );
                var recent = await session.QueryAsync(
                    """
                    SELECT status, count(*) FROM sync_jobs
                    WHERE completed_at >= @p1 AND (status = 'success' AND outcome <> 'present' OR status = 'failed_permanent') GROUP BY status
                    """,
                    row => (Status: row.GetString(0), Count: row.GetInt64(1)),
                    yesterday.ToUnixTimeMilliseconds()
                );
                var lastDay = recent.ToDictionary(r => r.Status, r => r.Count, StringComparer.Ordinal);
                return new Sums(
                    new Ends(days.Sum(d => d.Ends.Succeeded), days.Sum(d => d.Ends.Failed)),
                    days.Where(d => d.IsToday).Select(d => d.Ends).FirstOrDefault() ?? new Ends(0, 0),
                    new Ends(lastDay.GetValueOrDefault(ParcelStatus.Success), lastDay.GetValueOrDefault(ParcelStatus.GivenUp))
                );
            },
            ct
        );
}

internal sealed record Sums(Ends Ever, Ends Today, Ends LastDay);

/// <param name="Failed">Given up.</param>
internal sealed record Ends(long Succeeded, long Failed);

/// <summary>Adds up what this run of the program did.</summary>
internal sealed class SinceStart
{
    private readonly Lock _gate = new();

    public Tally Tally { get; private set; } = new("");

    public void Add(Tally more)
    {
        lock (_gate)
            Tally = new(
                "",
                Tally.Movies + more.Movies,
                Tally.Episodes + more.Episodes,
                Tally.Bytes + more.Bytes,
                Tally.Failures + more.Failures,
                Tally.Retries + more.Retries,
                Tally.Files + more.Files
            );
    }
}
