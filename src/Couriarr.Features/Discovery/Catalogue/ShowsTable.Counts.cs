using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Catalogue;

internal sealed record ShowCounts(
    IReadOnlyDictionary<ShowStatus, long> ByStatus,
    IReadOnlyDictionary<string, long> FilteredBy,
    long FailedToRetry,
    long Removed
)
{
    public long All => ByStatus.Values.Sum();

    public long Of(ShowStatus status) => ByStatus.GetValueOrDefault(status);
}

/// <summary>How many stand where, and whose turn it is.</summary>
internal sealed partial class ShowsTable
{
    public Task<ShowCounts> CountAsync(CancellationToken ct) =>
        database.ReadAsync(
            async session =>
            {
                var byStatus = await session.QueryAsync(
                    "SELECT processing_status, count(*) FROM shows GROUP BY processing_status",
                    row => (ShowStatuses.Find(row.GetString(0))!.Value, row.GetInt64(1))
                );
                var byReason = await session.QueryAsync(
                    """
                    SELECT filter_reason, count(*) FROM shows WHERE processing_status = 'filtered' AND filter_reason IS NOT NULL
                    GROUP BY filter_reason
                    """,
                    row => (row.GetString(0), row.GetInt64(1))
                );
                var failed = await NumberAsync(session, "processing_status = 'failed' AND retry_after IS NOT NULL");
                return new ShowCounts(
                    byStatus.ToDictionary(pair => pair.Item1, pair => pair.Item2),
                    byReason.ToDictionary(pair => pair.Item1, pair => pair.Item2),
                    failed,
                    await NumberAsync(session, "removed_at IS NOT NULL")
                );
            },
            ct
        );

    /// <summary>Those that waited for their TVDB id long enough to be looked at again, the longest first.</summary>
    public Task<List<KnownShow>> LateAsync(int most, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"""
                    SELECT {ShowColumns.Known} FROM shows WHERE processing_status = 'pending_tvdb' AND retry_after <= @p1
                    AND removed_at IS NULL ORDER BY retry_after, tvmaze_id LIMIT @p2
                    """,
                    ShowColumns.ReadKnown,
                    Now,
                    most
                ),
            ct
        );

    /// <summary>It was looked at again: the rules are asked anew, and while it has no TVDB id it waits until then.</summary>
    public Task RetriedAsync(long id, DateTimeOffset until, CancellationToken ct) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    UPDATE shows SET news = CASE WHEN news = 0 THEN 1 ELSE news END, retry_count = retry_count + 1,
                    retry_after = CASE WHEN tvdb_id IS NULL THEN @p2 ELSE retry_after END WHERE tvmaze_id = @p1
                    """,
                    id,
                    until.ToUnixTimeMilliseconds()
                ),
            WriteKind.Upkeep,
            ct
        );

    private static async ValueTask<long> NumberAsync(Session session, string where) =>
        (await session.QueryAsync($"SELECT count(*) FROM shows WHERE {where}", row => row.GetInt64(0)))[0];
}
