using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>What waits, work by work, and what becomes of it when its transfer is no more.</summary>
internal sealed partial class SyncJobs
{
    /// <summary>What dry runs left waiting: the last job that looked, for every work and mapping.</summary>
    public Task<List<(OpenWork Work, long Job)>> RehearsedAsync(CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"""
                    SELECT {OpenWorks}, max(job_id) FROM sync_jobs
                    WHERE rehearsed_at IS NOT NULL AND status IN ('pending', 'failed') AND mapping IS NOT NULL GROUP BY mapping, work
                    """,
                    row => (ReadWork(row), row.GetInt64(5))
                ),
            ct
        );

    /// <summary>Whatever waits to be carried, or is carried.</summary>
    public Task<List<OpenWork>> OpenWorksAsync(CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"""
                    SELECT {OpenWorks} FROM sync_jobs
                    WHERE status IN ('pending', 'failed', 'running') AND mapping IS NOT NULL GROUP BY mapping, work
                    """,
                    ReadWork
                ),
            ct
        );

    /// <summary>Of what was delivered within these times, and nobody was told.</summary>
    public Task<List<OpenWork>> UntoldWorksAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"""
                    SELECT {OpenWorks} FROM sync_jobs
                    WHERE {IsNews} AND announced_by IS NULL AND completed_at >= @p1 AND completed_at < @p2 AND mapping IS NOT NULL
                    GROUP BY mapping, work
                    """,
                    ReadWork,
                    since.ToUnixTimeMilliseconds(),
                    until.ToUnixTimeMilliseconds()
                ),
            ct
        );

    private const string OpenWorks = "mapping, work, max(coalesce(work_title, title, '')), max(job_type), max(app_path)";

    private static OpenWork ReadWork(Row row) =>
        new(row.GetString(0), new WorkName(row.GetString(1), row.GetString(2)), row.GetString(3), row.GetString(4));

    /// <returns>False when it had ended already.</returns>
    public async Task<bool> CancelAsync(Parcel parcel, long job, string why, CancellationToken ct) =>
        await WriteAsync(
            """
            UPDATE sync_jobs SET status = 'superseded', outcome = 'cancelled', completed_at = @p2, error_message = @p3, job_id = @p4
            WHERE id = @p1 AND status IN ('pending', 'failed', 'running')
            """,
            ct,
            parcel.Id,
            Now,
            why,
            job
        ) > 0;

    /// <summary>Lets it wait on another mapping. What was begun of it elsewhere is out of reach.</summary>
    public Task RerouteAsync(Parcel parcel, Placement.Found to, CancellationToken ct) =>
        WriteAsync(
            """
            UPDATE sync_jobs SET mapping = @p2, within = @p3, source_path = @p4, dest_path = @p5, status = 'pending', retry_count = 0, error_message = NULL,
                job_id = NULL, rehearsed_at = NULL, temp_name = CASE WHEN dest_path = @p5 THEN temp_name ELSE NULL END
            WHERE id = @p1
            """,
            ct,
            parcel.Id,
            to.Route.Name,
            to.Within,
            to.Source,
            to.Destination
        );
}

/// <summary>A work of which files wait on a mapping.</summary>
/// <param name="JobType">As sync_jobs has it: movie, episode, music or book.</param>
/// <param name="AppPath">Of any of its files.</param>
internal sealed record OpenWork(string Mapping, WorkName Work, string JobType, string AppPath)
{
    /// <summary>The job that carries them.</summary>
    public TransferMedia Transfer =>
        new(Mapping, Titles.WorkOf(Work.Key, Work.Title, Type, AppPath[..Math.Max(AppPath.LastIndexOf('/'), 1)]));

    private MediaType Type =>
        JobType switch
        {
            "movie" => MediaType.Movie,
            "episode" => MediaType.Tv,
            "music" => MediaType.Music,
            _ => MediaType.Book,
        };
}
