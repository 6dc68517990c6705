using Couriarr.Storage.Sql;

namespace Couriarr.Features.Accounts;

/// <summary>
/// How often somebody may guess: five tries, then one after a minute, and each wrong one doubles the wait, up to a quarter of an hour.
/// A try counts as wrong from its beginning, so that many at once do not get more of them; restarts forget nothing.
/// </summary>
public sealed class AttemptTable(Database database, TimeProvider clock)
{
    private const int Free = 5;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Forgiven = TimeSpan.FromHours(1);

    /// <returns>How long to wait before the next try; null when this one may go on.</returns>
    public Task<TimeSpan?> TakeAsync(string network, CancellationToken ct) =>
        database.WriteAsync<TimeSpan?>(
            async session =>
            {
                var now = clock.GetUtcNow();
                await session.ExecuteAsync("DELETE FROM login_attempts WHERE last_at <= @p1", Ms(now - Forgiven));
                var known = await session.FirstAsync(
                    "SELECT failures, last_at FROM login_attempts WHERE network = @p1",
                    row => new Attempts(row.GetInt32(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))),
                    network
                );
                if (known is not null && LeftOf(known, now) is { } wait)
                    return wait;
                await session.ExecuteAsync(
                    """
                    INSERT INTO login_attempts (network, failures, last_at) VALUES (@p1, 1, @p2)
                    ON CONFLICT (network) DO UPDATE SET failures = login_attempts.failures + 1, last_at = @p2
                    """,
                    network,
                    Ms(now)
                );
                return null;
            },
            WriteKind.Upkeep,
            ct
        );

    /// <summary>It was the right one after all.</summary>
    public Task ForgiveAsync(string network, CancellationToken ct) =>
        database.WriteAsync(
            session => session.ExecuteAsync("DELETE FROM login_attempts WHERE network = @p1", network),
            WriteKind.Upkeep,
            ct
        );

    // A clock that was set back must lock nobody out for years.
    private static TimeSpan? LeftOf(Attempts known, DateTimeOffset now)
    {
        if (known.Failures < Free || known.LastAt > now)
            return null;
        var doublings = Math.Min(known.Failures - Free, 10);
        var wait = FirstWait * Math.Pow(2, doublings);
        var left = known.LastAt + (wait < LongestWait ? wait : LongestWait) - now;
        return left > TimeSpan.Zero ? left : null;
    }

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private sealed record Attempts(int Failures, DateTimeOffset LastAt);
}
