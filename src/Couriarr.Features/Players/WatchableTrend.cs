using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Jobs.Metrics;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Players;

/// <summary>How long it took on each of the last days from hearing of an import until it could be watched, oldest first, today last.</summary>
internal sealed class WatchableTrend(Database database, CouriarrOptions options, TimeProvider clock)
{
    // Of a day with more than these, the newest tell enough.
    private const int MostOfDay = 2000;

    private readonly Glance<IReadOnlyList<WatchableOn>> _glance = new(
        ct => ReadAsync(database, LastDays.Of(LastDays.Usual, clock.GetUtcNow(), options.TimeZone ?? TimeZoneInfo.Local), ct),
        clock
    );

    public Task<IReadOnlyList<WatchableOn>> AskAsync(CancellationToken ct) => _glance.AskAsync(ct);

    private static Task<IReadOnlyList<WatchableOn>> ReadAsync(Database database, IReadOnlyList<Period> days, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<WatchableOn>>(
            async session =>
            {
                var all = new List<WatchableOn>();
                foreach (var day in days)
                    all.Add(Of(day.First, await TimesAsync(session, day)));
                return all;
            },
            ct
        );

    private static ValueTask<List<long>> TimesAsync(Session session, Period day) =>
        session.QueryAsync(
            """
            SELECT ended_at - told_at FROM player_files WHERE arrived_at >= @p1 AND arrived_at < @p2 AND state = 'visible'
            ORDER BY arrived_at DESC LIMIT @p3
            """,
            row => row.GetInt64(0),
            day.From.ToUnixTimeMilliseconds(),
            day.Until.ToUnixTimeMilliseconds(),
            MostOfDay
        );

    private static WatchableOn Of(DateOnly day, List<long> times)
    {
        times.Sort();
        return new WatchableOn(day, times.Count, times.Count == 0 ? null : TimeSpan.FromMilliseconds(times[times.Count / 2]));
    }
}

/// <param name="Files">How many of that day can be watched.</param>
/// <param name="Took">As long as, or longer than, half of them took; null when there are none.</param>
internal sealed record WatchableOn(DateOnly Day, int Files, TimeSpan? Took);
