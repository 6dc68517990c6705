using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Jobs.Metrics;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Intake;

/// <summary>How many imports we heard of on each of the last days, oldest first, today last.</summary>
internal sealed class ImportTrend(Database database, CouriarrOptions options, TimeProvider clock)
{
    private readonly Glance<IReadOnlyList<HeardOn>> _glance = new(
        ct => ReadAsync(database, LastDays.Of(LastDays.Usual, clock.GetUtcNow(), options.TimeZone ?? TimeZoneInfo.Local), ct),
        clock
    );

    public Task<IReadOnlyList<HeardOn>> AskAsync(CancellationToken ct) => _glance.AskAsync(ct);

    private static Task<IReadOnlyList<HeardOn>> ReadAsync(Database database, IReadOnlyList<Period> days, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<HeardOn>>(
            async session =>
            {
                var heard = new List<HeardOn>();
                foreach (var day in days)
                    heard.Add(new HeardOn(day.First, await CountAsync(session, day)));
                return heard;
            },
            ct
        );

    private static ValueTask<long> CountAsync(Session session, Period day) =>
        session.FirstAsync(
            """
            SELECT count(*) FROM webhook_inbox
            WHERE received_at >= @p1 AND received_at < @p2 AND outcome = 'accepted' AND event_type = 'Download'
            """,
            row => row.GetInt64(0),
            day.From.ToUnixTimeMilliseconds(),
            day.Until.ToUnixTimeMilliseconds()
        );
}

internal sealed record HeardOn(DateOnly Day, long Imports);
