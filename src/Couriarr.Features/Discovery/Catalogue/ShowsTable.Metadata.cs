using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Catalogue;

/// <param name="Missed">The catalogue was seen without it.</param>
internal sealed record StoredShow(long Id, long Updated, bool IsMissed, bool IsRemoved);

/// <summary>What the catalogue says of shows.</summary>
internal sealed partial class ShowsTable
{
    // It may be a slip of the catalogue or of what stands before it, and what stands before it remembers for an hour.
    private static readonly TimeSpan MissedFor = TimeSpan.FromHours(1);

    private static readonly string Upsert = $"""
        INSERT INTO shows ({ShowColumns.Whole}, last_checked, created_at, updated_at)
        VALUES ({string.Join(", ", ShowColumns.OfShow.Select((_, i) => $"@p{i + 1}"))}, @p22, @p22, @p22)
        ON CONFLICT (tvmaze_id) DO UPDATE SET {string.Join(", ", ShowColumns.OfShow[1..].Select(name => $"{name} = excluded.{name}"))},
        news = CASE WHEN coalesce(shows.tvdb_id, 0) <> coalesce(excluded.tvdb_id, 0) OR shows.news = 2 THEN 2 ELSE 1 END,
        last_checked = excluded.last_checked, updated_at = excluded.updated_at, missed_at = NULL, removed_at = NULL
        WHERE excluded.tvmaze_updated_at >= shows.tvmaze_updated_at
        """;

    /// <summary>Stores what the catalogue says, and nothing else: what was decided stays. Something older than what is known changes nothing.</summary>
    public Task StoreAsync(IReadOnlyList<Show> shows, CancellationToken ct) => StoreAsync(shows, _ => ValueTask.CompletedTask, ct);

    /// <param name="also">Is stored in the same transaction, or neither.</param>
    public async Task StoreAsync(IReadOnlyList<Show> shows, Func<Session, ValueTask> also, CancellationToken ct)
    {
        var at = Now;
        await database.WriteAsync(
            async session =>
            {
                foreach (var show in shows)
                    await session.ExecuteAsync(Upsert, [.. ShowColumns.Values(show), at]);
                await also(session);
                return 0;
            },
            WriteKind.Growth,
            ct
        );
        Interlocked.Increment(ref _changes);
    }

    /// <summary>All that are known, and how new that is.</summary>
    public Task<List<StoredShow>> StoredAsync(CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    "SELECT tvmaze_id, tvmaze_updated_at, missed_at, removed_at FROM shows ORDER BY tvmaze_id",
                    row => new StoredShow(row.GetInt64(0), row.GetInt64(1), !row.IsNull(2), !row.IsNull(3))
                ),
            ct
        );

    /// <summary>The catalogue was seen without these. The second time, an hour later, they count as removed; what was decided about them stays.</summary>
    public async Task MissAsync(IEnumerable<long> ids, CancellationToken ct)
    {
        foreach (var some in ids.Chunk(500))
        {
            await database.WriteAsync(session => MissAsync(session, some), WriteKind.Upkeep, ct);
            Interlocked.Increment(ref _changes);
        }
    }

    /// <summary>The catalogue has these after all.</summary>
    public async Task SeeAsync(IEnumerable<long> ids, CancellationToken ct)
    {
        foreach (var some in ids.Chunk(500))
            await database.WriteAsync(
                async session =>
                {
                    foreach (var id in some)
                        await session.ExecuteAsync("UPDATE shows SET missed_at = NULL WHERE tvmaze_id = @p1", id);
                    return 0;
                },
                WriteKind.Upkeep,
                ct
            );
    }

    public Task<long?> HighestAsync(CancellationToken ct) =>
        database.ReadAsync(session => session.FirstAsync("SELECT max(tvmaze_id) FROM shows", row => ShowColumns.Number(row, 0)), ct);

    private async ValueTask<int> MissAsync(Session session, IEnumerable<long> ids)
    {
        var now = Now;
        foreach (var id in ids)
            await session.ExecuteAsync(
                """
                UPDATE shows SET removed_at = CASE WHEN missed_at <= @p3 THEN @p2 ELSE NULL END, missed_at = coalesce(missed_at, @p2)
                WHERE tvmaze_id = @p1 AND removed_at IS NULL
                """,
                id,
                now,
                now - (long)MissedFor.TotalMilliseconds
            );
        return 0;
    }
}
