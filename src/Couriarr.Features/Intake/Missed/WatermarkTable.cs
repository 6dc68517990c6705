using Couriarr.Storage.Sql;

namespace Couriarr.Features.Intake.Missed;

/// <summary>How far each history was read (history_watermarks).</summary>
internal sealed class WatermarkTable(Database database)
{
    private const string Columns = "instance, seen_at, seen_id, read_at, tried_at, succeeded, words";

    public Task<List<Watermark>> AllAsync(CancellationToken ct) =>
        database.ReadAsync(s => s.QueryAsync($"SELECT {Columns} FROM history_watermarks ORDER BY instance", Read), ct);

    public Task<Watermark?> FindAsync(string instance, CancellationToken ct) =>
        database.ReadAsync(s => s.FirstAsync($"SELECT {Columns} FROM history_watermarks WHERE instance = @p1", Read, instance), ct);

    public Task<int> SaveAsync(Watermark mark, CancellationToken ct) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    INSERT INTO history_watermarks (instance, seen_at, seen_id, read_at, tried_at, succeeded, words)
                    VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7)
                    ON CONFLICT (instance) DO UPDATE SET seen_at = excluded.seen_at, seen_id = excluded.seen_id, read_at = excluded.read_at,
                        tried_at = excluded.tried_at, succeeded = excluded.succeeded, words = excluded.words
                    """,
                    mark.Instance,
                    mark.SeenAt?.ToUnixTimeMilliseconds(),
                    mark.SeenId,
                    mark.ReadAt?.ToUnixTimeMilliseconds(),
                    mark.TriedAt.ToUnixTimeMilliseconds(),
                    mark.Succeeded ? 1 : 0,
                    mark.Words
                ),
            WriteKind.Upkeep,
            ct
        );

    public Task<int> CountAsync(string instance, long inHistory, long delivered, CancellationToken ct) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "UPDATE history_watermarks SET imports_in_history = @p2, imports_delivered = @p3 WHERE instance = @p1",
                    instance,
                    inHistory,
                    delivered
                ),
            WriteKind.Upkeep,
            ct
        );

    private static Watermark Read(Row row) =>
        new(row.GetString(0), Time(row, 1), row.IsNull(2) ? null : row.GetInt64(2), Time(row, 3))
        {
            TriedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            Succeeded = row.GetInt64(5) != 0,
            Words = row.GetString(6),
        };

    private static DateTimeOffset? Time(Row row, int column) =>
        row.IsNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
