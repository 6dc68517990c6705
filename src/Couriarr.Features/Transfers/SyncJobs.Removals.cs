using Couriarr.Features.Places;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>What we brought, and what of it was removed again. A row that was a success stays one.</summary>
internal sealed partial class SyncJobs
{
    /// <summary>Every file of a work that lies at the destination because of us, and what this job itself was about to remove.</summary>
    public Task<List<Brought>> BroughtAsync(string work, PathMap map, long job, CancellationToken ct) =>
        database.ReadAsync(
            async session =>
            {
                var all = await session.QueryAsync(
                    """
                    SELECT id, mapping, within, app_path, file, removed_at, replaced_at, upstream_path FROM sync_jobs WHERE id IN (
                        SELECT max(id) FROM sync_jobs
                        WHERE work = @p1 AND status = 'success' AND mapping IS NOT NULL AND (removed_at IS NULL OR removed_by = @p2)
                        GROUP BY mapping, within, app_path)
                    ORDER BY id
                    """,
                    row =>
                        map.Find(row.GetString(1)) is { Remote: null } route
                            ? new Brought(
                                row.GetInt64(0),
                                route,
                                row.GetString(2),
                                FileOf(row.GetString(4)) with
                                {
                                    Path = row.GetString(3),
                                }
                            )
                            {
                                IsReserved = !row.IsNull(5),
                                IsReplaced = !row.IsNull(6),
                                Upstream = row.IsNull(7) ? null : map.Place(row.GetString(7), InstanceOf(work)),
                                UpstreamPath = row.IsNull(7) ? row.GetString(3) : row.GetString(7),
                            }
                            : null,
                    work,
                    job
                );
                return all.OfType<Brought>().ToList();
            },
            ct
        );

    private static string InstanceOf(string work) => work[..work.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The mappings by which files of a work are on their way.</summary>
    public Task<List<string>> BusyAsync(string work, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    "SELECT DISTINCT mapping FROM sync_jobs WHERE work = @p1 AND mapping IS NOT NULL AND status IN ('pending', 'failed', 'running')",
                    row => row.GetString(0),
                    work
                ),
            ct
        );

    /// <summary>Writes down that a job removes these files: all of them or, when it would be more than the limit, none.</summary>
    /// <returns>Null when it may.</returns>
    public Task<Refusal?> RemoveAsync(
        long job,
        IReadOnlyList<Brought> files,
        string why,
        int limit,
        DateTimeOffset since,
        CancellationToken ct
    ) =>
        database.WriteAsync(
            async session =>
            {
                var removed = await RemovedAsync(session, since);
                var more = files.Count(file => !file.IsReserved);
                if (more > 0 && removed + more > limit)
                    return new Refusal(removed, await IsNewsAsync(session, job, files, since));
                foreach (var file in files)
                    await MarkAsync(session, "removed_at = @p4, removed_by = @p5, removal_note = @p6", file, Now, job, why);
                return null;
            },
            WriteKind.Upkeep,
            ct
        );

    internal static ValueTask<long> RemovedAsync(Session session, DateTimeOffset since) =>
        session.FirstAsync(
            """
            SELECT count(*) FROM (SELECT mapping, within, removed_at FROM sync_jobs WHERE removed_at >= @p1
                UNION SELECT mapping, within, removed_at FROM extra_removals WHERE removed_at >= @p1) AS removed
            """,
            row => row.GetInt64(0),
            since.ToUnixTimeMilliseconds()
        );

    // Of many jobs at once only one tells; should it be cut off before it could, it is the same job that comes back.
    private async ValueTask<bool> IsNewsAsync(Session session, long job, IReadOnlyList<Brought> files, DateTimeOffset since)
    {
        var told = await session.FirstAsync(
            "SELECT count(*) FROM sync_jobs WHERE refused_at >= @p1 AND refused_by <> @p2",
            row => row.GetInt64(0),
            since.ToUnixTimeMilliseconds(),
            job
        );
        if (told > 0)
            return false;
        foreach (var file in files)
            await MarkAsync(session, "refused_at = @p4, refused_by = @p5", file, Now, job);
        return true;
    }

    /// <summary>It was not removed after all.</summary>
    public Task TakeBackRemovalAsync(long job, IReadOnlyList<Brought> files, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                foreach (var file in files)
                    await session.ExecuteAsync(
                        """
                        UPDATE sync_jobs SET removed_at = NULL, removed_by = NULL, removal_note = NULL
                        WHERE mapping = @p1 AND within = @p2 AND app_path = @p3 AND removed_by = @p4
                        """,
                        file.Route.Name,
                        file.Within,
                        file.AppPath,
                        job
                    );
                return true;
            },
            WriteKind.Upkeep,
            ct
        );

    private static ValueTask<int> MarkAsync(Session session, string what, Brought file, params object?[] values) =>
        session.ExecuteAsync(
            $"UPDATE sync_jobs SET {what} WHERE mapping = @p1 AND within = @p2 AND app_path = @p3 AND status = 'success' AND removed_at IS NULL",
            [file.Route.Name, file.Within, file.AppPath, .. values]
        );
}

/// <summary>Why no more may be removed just now.</summary>
/// <param name="Removed">How many were, lately.</param>
/// <param name="IsNews">No other job told of it lately.</param>
internal sealed record Refusal(long Removed, bool IsNews);
