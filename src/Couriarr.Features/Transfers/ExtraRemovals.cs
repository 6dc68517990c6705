using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>The table extra_removals: what was removed at destinations because a person approved it.</summary>
internal sealed class ExtraRemovals(Database database, TimeProvider clock)
{
    /// <summary>Writes down that a job removes these files, before it does: all of them or, when it would be more than the limit, none.</summary>
    /// <returns>Null when it may; else how many were removed lately.</returns>
    public Task<long?> ReserveAsync(
        long job,
        string mapping,
        IReadOnlyList<string> files,
        int limit,
        DateTimeOffset since,
        CancellationToken ct
    ) =>
        database.WriteAsync<long?>(
            async session =>
            {
                var mine = await OfAsync(session, job, mapping);
                var more = files.Where(file => !mine.Contains(file)).ToList();
                var removed = await SyncJobs.RemovedAsync(session, since);
                if (more.Count > 0 && removed + more.Count > limit)
                    return removed;
                foreach (var file in more)
                    await NoteAsync(session, job, mapping, file);
                return null;
            },
            WriteKind.Upkeep,
            ct
        );

    /// <summary>They were not removed after all.</summary>
    public Task GiveBackAsync(long job, string mapping, IReadOnlyList<string> files, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                foreach (var file in files)
                {
                    await session.ExecuteAsync(
                        "DELETE FROM extra_removals WHERE job_id = @p1 AND mapping = @p2 AND within = @p3",
                        job,
                        mapping,
                        file
                    );
                    await session.ExecuteAsync(
                        "UPDATE sync_jobs SET removed_at = NULL, removed_by = NULL, removal_note = NULL WHERE mapping = @p2 AND within = @p3 AND removed_by = @p1",
                        job,
                        mapping,
                        file
                    );
                }
                return true;
            },
            WriteKind.Upkeep,
            ct
        );

    private async ValueTask NoteAsync(Session session, long job, string mapping, string file)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await session.ExecuteAsync(
            "INSERT INTO extra_removals (job_id, mapping, within, removed_at) VALUES (@p1, @p2, @p3, @p4)",
            job,
            mapping,
            file,
            now
        );
        // What we brought ourselves is told of in its timeline.
        await session.ExecuteAsync(
            """
            UPDATE sync_jobs SET removed_at = @p4, removed_by = @p1, removal_note = 'An approved plan removed it.'
            WHERE mapping = @p2 AND within = @p3 AND status = 'success' AND removed_at IS NULL
            """,
            job,
            mapping,
            file,
            now
        );
    }

    private static async ValueTask<HashSet<string>> OfAsync(Session session, long job, string mapping) =>
        [
            .. await session.QueryAsync(
                "SELECT within FROM extra_removals WHERE job_id = @p1 AND mapping = @p2",
                row => row.GetString(0),
                job,
                mapping
            ),
        ];
}
