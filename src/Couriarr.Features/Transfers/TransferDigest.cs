using System.Globalization;
using Couriarr.Features.Media;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>What the digest says about transfers: how the day went, what failed on it, and what still waits for a person.</summary>
internal sealed class TransferDigest(Database database) : IDigestPart
{
    private const int MostTitles = 5;
    private const int LongestReason = 200;

    public async Task<IReadOnlyList<DigestPart>> OfAsync(Period period, CancellationToken ct)
    {
        if (!period.IsDay)
            return [];
        var (day, failed, open) = await database.ReadAsync(
            async session => (await DayAsync(session, period), await FailedAsync(session, period), await OpenAsync(session)),
            ct
        );
        List<DigestPart> parts = [new(10, null, Numbers(day ?? new Tally("")))];
        if (failed.Count > 0)
            parts.Add(new(20, "Failed", Listed(failed)));
        if (open.Count > 0)
            parts.Add(new(30, "Needs attention", Listed(open)));
        return parts;
    }

    private static ValueTask<Tally?> DayAsync(Session session, Period period) =>
        session.FirstAsync(
            "SELECT movies_synced, episodes_synced, bytes_transferred, failures, retries, files_synced FROM sync_stats WHERE date = @p1",
            row => new Tally("", row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)),
            period.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );

    private static ValueTask<List<string>> FailedAsync(Session session, Period period) =>
        session.QueryAsync(
            """
            SELECT coalesce(title, ''), max(coalesce(error_message, '')) FROM sync_jobs WHERE status IN ('failed', 'failed_permanent')
                AND coalesce(completed_at, started_at, created_at) >= @p1 AND coalesce(completed_at, started_at, created_at) < @p2
            GROUP BY title ORDER BY min(id)
            """,
            Sentence,
            period.From.ToUnixTimeMilliseconds(),
            period.Until.ToUnixTimeMilliseconds()
        );

    // Whatever day it failed on.
    private static ValueTask<List<string>> OpenAsync(Session session) =>
        session.QueryAsync(
            "SELECT coalesce(title, ''), max(coalesce(error_message, '')) FROM sync_jobs WHERE status = 'failed_permanent' GROUP BY title ORDER BY max(id) DESC",
            Sentence
        );

    private static string Sentence(Row row) =>
        row.GetString(1).ReplaceLineEndings(" ") is { Length: > 0 } why
            ? $"{row.GetString(0)}: {Excerpt.Of(why, LongestReason)}"
            : row.GetString(0);

    private static List<string> Listed(List<string> all)
    {
        var listed = all.Take(MostTitles).ToList();
        if (all.Count > MostTitles)
            listed.Add(string.Create(CultureInfo.InvariantCulture, $"and {all.Count - MostTitles} more"));
        return listed;
    }

    private static List<string> Numbers(Tally day) =>
        [
            .. new FormattableString[]
            {
                $"Succeeded: {day.Files}",
                $"Failed: {day.Failures}",
                $"Movies: {day.Movies}",
                $"Episodes: {day.Episodes}",
                $"Data: {Sizes.Of(day.Bytes)}",
                $"Retries: {day.Retries}",
            }.Select(line => line.ToString(CultureInfo.InvariantCulture)),
        ];
}
