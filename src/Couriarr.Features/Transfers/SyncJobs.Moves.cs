using System.Text.Json;
using Couriarr.Features.Places;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>How the rows follow renamed originals, and wait for the end of a dry run.</summary>
internal sealed partial class SyncJobs
{
    private static readonly TimeSpan Revivable = TimeSpan.FromDays(7);

    /// <summary>Writes down what was renamed, and lets what waited under the old names wait under the new ones.</summary>
    /// <returns>Whose transfers have to see to it, and by which mapping.</returns>
    public Task<List<(string Mapping, WorkName Work)>> FollowAsync(
        long batch,
        string instance,
        IReadOnlyList<Rename> renames,
        CancellationToken ct
    ) =>
        database.WriteAsync(
            async session =>
            {
                await CallAsync(session, renames);
                var waiting = new List<(Waiter Waiter, NewName Name)>();
                foreach (var rename in renames)
                {
                    await RenameTable.HearAsync(session, rename.From, instance, rename.ToPath, Now);
                    if (rename.To is { } to)
                        foreach (var waiter in await TakeWaitingAsync(session, rename.From, rename.ToPath))
                            waiting.Add((waiter, new NewName(rename.ToPath, to)));
                }
                // Only now, so that two files that change names do not meet.
                foreach (var (waiter, name) in waiting)
                    await MoveAsync(session, waiter.Id, waiter.File, batch, name);
                return waiting.Select(w => (w.Name.Place.Route.Name, w.Waiter.Work)).ToList();
            },
            WriteKind.Growth,
            ct
        );

    /// <summary>Lets this one wait under the name that its original has by now.</summary>
    public Task MoveAsync(Parcel parcel, long batch, NewName name, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "UPDATE sync_jobs SET status = 'superseded', outcome = 'renamed', completed_at = @p2, error_message = @p3 WHERE id = @p1",
                    parcel.Id,
                    Now,
                    RenamedTo(name.Path)
                );
                return await MoveAsync(session, parcel.Id, JsonSerializer.Serialize(parcel.File, JsonSerializerOptions.Web), batch, name);
            },
            WriteKind.Growth,
            ct
        );

    // What was begun is left to its transfer, which finds the original gone, throws the beginning away and looks for the new name.
    // What was given up as gone a moment before the news of its renaming is taken up again.
    private ValueTask<List<Waiter>> TakeWaitingAsync(Session session, Placement.Found from, string toPath) =>
        session.QueryAsync(
            """
            UPDATE sync_jobs SET status = 'superseded', outcome = 'renamed', completed_at = @p3, error_message = @p4
            WHERE mapping = @p1 AND within = @p2 AND temp_name IS NULL AND (status IN ('pending', 'failed') OR
                status = 'superseded' AND outcome = 'gone' AND completed_at > @p5 AND id = (
                    SELECT max(newest.id) FROM sync_jobs newest WHERE newest.mapping = @p1 AND newest.within = @p2))
            RETURNING id, file, work, coalesce(work_title, title, '')
            """,
            row => new Waiter(row.GetInt64(0), row.GetString(1), new WorkName(row.GetString(2), row.GetString(3))),
            from.Route.Name,
            from.Within,
            Now,
            RenamedTo(toPath),
            Now - (long)Revivable.TotalMilliseconds
        );

    private ValueTask<int> MoveAsync(Session session, long id, string file, long batch, NewName name) =>
        session.ExecuteAsync(
            """
            INSERT INTO sync_jobs (job_type, source_path, dest_path, title, quality, file_size, status, file, created_at, batch, mapping,
                work, app_path, within, only_missing, work_title, webhook_payload)
            SELECT job_type, @p2, @p3, title, quality, file_size, 'pending', @p4, @p5, @p6, @p7, work, @p8, @p9, only_missing, work_title, webhook_payload
            FROM sync_jobs WHERE id = @p1 AND NOT EXISTS (SELECT 1 FROM sync_jobs other WHERE other.mapping = @p7 AND other.within = @p9
                AND other.work = sync_jobs.work AND other.status IN ('pending', 'failed'))
            ON CONFLICT (batch, app_path) DO NOTHING
            """,
            id,
            name.Place.Source,
            name.Place.Destination,
            JsonSerializer.Serialize(FileOf(file) with { Path = name.Path }, JsonSerializerOptions.Web),
            Now,
            batch,
            name.Place.Route.Name,
            name.Path,
            name.Place.Within
        );

    private static string RenamedTo(string path) => $"Upstream renamed it to {AppPath.Shown(path)}.";

    /// <summary>A dry run looked at it: it goes on waiting.</summary>
    public Task RehearseAsync(Parcel parcel, string why, long job, CancellationToken ct) =>
        WriteAsync(
            """
            UPDATE sync_jobs SET status = CASE WHEN retry_count > 0 THEN 'failed' ELSE 'pending' END, rehearsed_at = @p2, error_message = @p3, job_id = @p4
            WHERE id = @p1
            """,
            ct,
            parcel.Id,
            Now,
            why,
            job
        );

    private sealed record Waiter(long Id, string File, WorkName Work);
}
