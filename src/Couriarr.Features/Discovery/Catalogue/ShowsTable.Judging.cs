using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Catalogue;

/// <param name="News">What came from the catalogue since the rules were asked.</param>
internal sealed record Candidate(long Id, bool HasTvdbId, News News, Standing Standing);

internal enum News
{
    None,
    Some,

    /// <summary>Another TVDB id among it, which may end what failed for the old one.</summary>
    NewTvdbId,
}

/// <summary>What the rules are asked about, and what they said before.</summary>
internal sealed partial class ShowsTable
{
    private static readonly ConcurrentDictionary<(Decision Decision, string By), long> Keys = [];

    private const string OfSpan = "FROM shows WHERE news = 0 AND removed_at IS NULL AND tvmaze_id >= @p1 AND tvmaze_id < @p2";

    private const string OfCandidate = """
        tvmaze_id, tvdb_id, news, processing_status, by_user, verdict, decided_by, pending_since, retry_after
        """;

    /// <summary>What the rules said of each show when they were asked last, by their numbers. Those with news are to be asked about anyway.</summary>
    public Task<List<(long Id, long Verdict)>> VerdictsAsync(int span, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"SELECT tvmaze_id, verdict_key {OfSpan} ORDER BY tvmaze_id",
                    row => (row.GetInt64(0), row.GetInt64(1)),
                    (long)span * Seal.Width,
                    (long)(span + 1) * Seal.Width
                ),
            ct
        );

    /// <summary>The same of whole spans, each in one number.</summary>
    public Task<List<long>> SealsAsync(int spans, CancellationToken ct) =>
        database.ReadAsync(
            async session =>
            {
                var seals = new List<long>();
                for (var span = 0L; span < spans; span++)
                    seals.AddRange(
                        await session.QueryAsync(
                            $"SELECT {Seal.Sql} {OfSpan}",
                            row => row.GetInt64(0),
                            span * Seal.Width,
                            (span + 1) * Seal.Width
                        )
                    );
                return seals;
            },
            ct
        );

    public static ValueTask<List<(Candidate Candidate, Show Show)>> WithNewsAsync(Session session, int most) =>
        session.QueryAsync(
            $"SELECT {ShowColumns.Known}, news FROM shows WHERE news > 0 AND removed_at IS NULL ORDER BY tvmaze_id LIMIT @p1",
            row =>
            {
                var (show, standing) = ShowColumns.ReadKnown(row);
                return (new Candidate(show.Id, show.TvdbId is not null, (News)row.GetInt32(ShowColumns.CountOfKnown), standing), show);
            },
            most
        );

    /// <summary>Those of a range of numbers that a verdict may move.</summary>
    public static ValueTask<List<Candidate>> CandidatesAsync(Session session, long from, long to) =>
        session.QueryAsync(
            $"SELECT {OfCandidate} FROM shows WHERE tvmaze_id BETWEEN @p1 AND @p2 AND removed_at IS NULL",
            ReadCandidate,
            from,
            to
        );

    /// <summary>Writes what the rules say, and where the show stands by that.</summary>
    public static ValueTask<int> JudgeAsync(Session session, long id, Verdict verdict, Standing then, long now) =>
        session.ExecuteAsync(
            """
            UPDATE shows SET verdict = @p2, decided_by = @p3, filter_reason = @p4, news = 0, processing_status = @p5,
            pending_since = @p6, retry_after = @p7, note = CASE WHEN processing_status = @p5 THEN note ELSE NULL END,
            error_message = CASE WHEN processing_status = @p5 THEN error_message ELSE NULL END, updated_at = @p8, verdict_key = @p9
            WHERE tvmaze_id = @p1
            """,
            id,
            Word(verdict.Decision),
            verdict.By,
            ReasonOf(verdict),
            then.Status.Word(),
            then.PendingSince?.ToUnixTimeMilliseconds(),
            then.RetryAfter?.ToUnixTimeMilliseconds(),
            now,
            KeyOf(verdict)
        );

    /// <summary>The same for the same decision by the same rule, also after a restart.</summary>
    public static long KeyOf(Verdict verdict) =>
        Keys.GetOrAdd(
            (verdict.Decision, verdict.By),
            said => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{Word(said.Decision)} {said.By}")))
        );

    private static string Word(Decision decision) =>
        decision switch
        {
            Decision.Add => "add",
            Decision.Review => "review",
            Decision.Skip => "skip",
            _ => "filtered",
        };

    // A rule that skips is counted beside the filters.
    private static string? ReasonOf(Verdict verdict) => verdict.Decision is Decision.Skip ? "rule" : verdict.Reason;

    private static Candidate ReadCandidate(Row row) =>
        new(
            row.GetInt64(0),
            !row.IsNull(1),
            (News)row.GetInt32(2),
            new Standing(ShowStatuses.Find(row.GetString(3))!.Value, row.GetInt64(4) != 0)
            {
                Verdict = ShowColumns.Text(row, 5) is { } verdict ? Enum.Parse<Decision>(verdict, ignoreCase: true) : null,
                DecidedBy = ShowColumns.Text(row, 6),
                PendingSince = ShowColumns.Time(row, 7),
                RetryAfter = ShowColumns.Time(row, 8),
            }
        );
}
