using System.Globalization;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Jobs.Metrics;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>What was carried and given up on each of the last days, oldest first, today last.</summary>
internal sealed class TransferTrend(Database database, CouriarrOptions options, TimeProvider clock)
{
    private readonly Glance<IReadOnlyList<CarriedOn>> _glance = new(
        ct => ReadAsync(database, LastDays.Of(LastDays.Usual, clock.GetUtcNow(), options.TimeZone ?? TimeZoneInfo.Local), ct),
        clock
    );

    public Task<IReadOnlyList<CarriedOn>> AskAsync(CancellationToken ct) => _glance.AskAsync(ct);

    private static async Task<IReadOnlyList<CarriedOn>> ReadAsync(Database database, IReadOnlyList<Period> days, CancellationToken ct)
    {
        var known = await database.ReadAsync(
            session =>
                session.QueryAsync(
                    "SELECT date, files_synced, bytes_transferred, failures FROM sync_stats WHERE date >= @p1",
                    row => (Day: row.GetString(0), Files: row.GetInt64(1), Bytes: row.GetInt64(2), Failures: row.GetInt64(3)),
                    Word(days[0].First)
                ),
            ct
        );
        var found = known.ToDictionary(day => day.Day, StringComparer.Ordinal);
        return
        [
            .. days.Select(day => found.GetValueOrDefault(Word(day.First)))
                .Zip(days, (was, day) => new CarriedOn(day.First, was.Files, was.Bytes, was.Failures)),
        ];
    }

    private static string Word(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <param name="Failures">Given up.</param>
internal sealed record CarriedOn(DateOnly Day, long Files, long Bytes, long Failures);
