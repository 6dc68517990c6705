using Couriarr.Features.Places;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>What lies unfinished at the destinations, and nobody goes on with.</summary>
internal sealed partial class SyncJobs
{
    /// <summary>What transfers that are over since then left unfinished, and those that were cancelled at any time.</summary>
    public Task<List<Litter>> LitterAsync(DateTimeOffset before, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    """
                    SELECT mapping, within, temp_name FROM sync_jobs
                    WHERE temp_name IS NOT NULL AND mapping IS NOT NULL AND status <> 'running' AND (started_at < @p1 OR outcome = 'cancelled')
                    UNION SELECT mapping, within, temp_name FROM sync_left WHERE left_at < @p1
                    """,
                    row => new Litter(row.GetString(0), row.GetString(1), row.GetString(2)),
                    before.ToUnixTimeMilliseconds()
                ),
            ct
        );

    /// <summary>What was begun of this work before something newer took its place.</summary>
    public Task<List<Litter>> NeedlessAsync(string mapping, string work, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    """
                    SELECT mapping, within, temp_name, temp_by FROM sync_jobs
                    WHERE work = @p1 AND mapping = @p2 AND temp_name IS NOT NULL AND status = 'superseded' AND NOT EXISTS (
                        SELECT 1 FROM sync_jobs other WHERE other.work = @p1 AND other.mapping = @p2
                            AND other.temp_name = sync_jobs.temp_name AND other.status <> 'superseded')
                    UNION SELECT mapping, within, temp_name, temp_by FROM sync_left WHERE work = @p1 AND mapping = @p2
                    """,
                    row => new Litter(row.GetString(0), row.GetString(1), row.GetString(2)) { MayComeBack = IsOfOthers(row, 3) },
                    work,
                    mapping
                ),
            ct
        );

    /// <summary>It is gone for good.</summary>
    public Task ForgetAsync(Litter piece, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "UPDATE sync_jobs SET temp_name = NULL WHERE mapping = @p1 AND within = @p2 AND temp_name = @p3",
                    piece.Mapping,
                    piece.Within,
                    piece.Temp
                );
                return await session.ExecuteAsync(
                    "DELETE FROM sync_left WHERE mapping = @p1 AND within = @p2 AND temp_name = @p3",
                    piece.Mapping,
                    piece.Within,
                    piece.Temp
                );
            },
            WriteKind.Upkeep,
            ct
        );

    // Its row is about to name another one, or none. What lies on another machine is seen to there.
    private async ValueTask LeaveAsync(Session session, long id, string temp)
    {
        if (TempName.IsOurs(temp))
            await session.ExecuteAsync(
                """
                INSERT INTO sync_left (mapping, within, work, temp_name, temp_by, left_at)
                SELECT mapping, within, work, temp_name, temp_by, @p3 FROM sync_jobs WHERE id = @p1 AND temp_name = @p2
                ON CONFLICT (mapping, within, temp_name) DO NOTHING
                """,
                id,
                temp,
                Now
            );
    }

    private bool IsOfOthers(Row row, int column) => (row.IsNull(column) ? null : row.GetString(column)) != nodes.Home;
}
