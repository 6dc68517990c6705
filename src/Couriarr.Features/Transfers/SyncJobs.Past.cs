using Couriarr.Features.Places;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>What was carried before.</summary>
internal sealed partial class SyncJobs
{
    /// <summary>The paths of a work's files that were delivered since then.</summary>
    /// <param name="by">Only those that this transfer told of.</param>
    public Task<List<string>> DeliveredAsync(string mapping, string work, long? by, DateTimeOffset since, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    """
                    SELECT DISTINCT within FROM sync_jobs WHERE work = @p1 AND mapping = @p2 AND status = 'success' AND removed_at IS NULL
                        AND completed_at >= @p3 AND (@p4 = 0 OR announced_by = @p4)
                    """,
                    row => row.GetString(0),
                    work,
                    mapping,
                    since.ToUnixTimeMilliseconds(),
                    by ?? 0
                ),
            ct
        );

    public Task RenameBroughtAsync(Brought file, string appPath, Placement.Found to, CancellationToken ct) =>
        WriteAsync(
            """
            UPDATE sync_jobs SET app_path = @p2, within = @p3, source_path = @p4, dest_path = @p5,
                upstream_path = CASE WHEN upstream_path = @p2 THEN NULL ELSE upstream_path END WHERE id = @p1
            """,
            ct,
            file.Id,
            appPath,
            to.Within,
            to.Source,
            to.Destination
        );

    /// <summary>A file of exactly this name lies at the destination because of us, however the file system there writes it.</summary>
    public Task<bool> HasBroughtAsync(Parcel parcel, CancellationToken ct) =>
        database.ReadAsync(session => HasBroughtAsync(session, parcel.Mapping, parcel.Within), ct);

    private static ValueTask<bool> HasBroughtAsync(Session session, Placement.Found? place) =>
        place is null ? ValueTask.FromResult(false) : HasBroughtAsync(session, place.Route.Name, place.Within);

    private static ValueTask<bool> HasBroughtAsync(Session session, string mapping, string within) =>
        session.FirstAsync(
            "SELECT count(*) FROM sync_jobs WHERE mapping = @p1 AND within = @p2 AND status = 'success' AND removed_at IS NULL",
            row => row.GetInt64(0) > 0,
            mapping,
            within
        );

    /// <summary>Whose files lie in this folder of a library, by those that were told of last. Null when nobody knows.</summary>
    public Task<WorkName?> OwnerAsync(string mapping, string folder, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.FirstAsync(
                    "SELECT work, coalesce(work_title, title, '') FROM sync_jobs WHERE mapping = @p1 AND within >= @p2 AND within < @p3 ORDER BY id DESC LIMIT 1",
                    row => new WorkName(row.GetString(0), row.GetString(1)),
                    mapping,
                    folder + '/',
                    folder + (char)('/' + 1)
                ),
            ct
        );

    /// <summary>What apps told before then is forgotten, here as in the inbox.</summary>
    public Task<int> ForgetPayloadsAsync(DateTimeOffset before, CancellationToken ct) =>
        WriteAsync(
            "UPDATE sync_jobs SET webhook_payload = NULL WHERE created_at < @p1 AND webhook_payload IS NOT NULL",
            ct,
            before.ToUnixTimeMilliseconds()
        );
}

internal sealed record WorkName(string Key, string Title);
