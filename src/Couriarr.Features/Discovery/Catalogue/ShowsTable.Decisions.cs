using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Catalogue;

/// <summary>What became of shows.</summary>
internal sealed partial class ShowsTable
{
    /// <returns>False when there is no such show, or when a person had decided against it and this is not a person.</returns>
    public Task<bool> DecideAsync(long id, Settled settled, DateTimeOffset at, CancellationToken ct) =>
        database.WriteAsync(session => DecideAsync(session, id, settled, at), WriteKind.Upkeep, ct);

    /// <summary>As a part of more.</summary>
    public static async ValueTask<bool> DecideAsync(Session session, long id, Settled settled, DateTimeOffset at) =>
        await session.ExecuteAsync(
            """
            UPDATE shows SET processing_status = @p2, note = @p3, error_message = @p4, by_user = CASE WHEN @p5 = 1 THEN 1 ELSE by_user END,
            sonarr_instance = coalesce(@p6, sonarr_instance), sonarr_series_id = coalesce(@p7, sonarr_series_id), retry_after = @p8,
            retry_count = CASE WHEN @p8 IS NULL THEN retry_count ELSE retry_count + 1 END,
            added_to_sonarr_at = CASE WHEN @p2 = 'added' THEN @p9 ELSE added_to_sonarr_at END,
            pending_since = CASE WHEN @p2 = 'pending_tvdb' THEN coalesce(pending_since, @p9) ELSE NULL END, updated_at = @p9
            WHERE tvmaze_id = @p1 AND (@p5 = 1 OR NOT (by_user = 1 AND processing_status IN ('skipped', 'rejected')))
            """,
            id,
            settled.Status.Word(),
            settled.Note,
            settled.Error,
            settled.ByUser ? 1 : 0,
            settled.Instance,
            settled.SeriesId,
            settled.RetryAfter?.ToUnixTimeMilliseconds(),
            at.ToUnixTimeMilliseconds()
        ) > 0;

    /// <summary>A person takes a decision back: rules may change it again.</summary>
    /// <returns>False when there is no such show, or when Sonarr has it by now.</returns>
    public static async ValueTask<bool> ReleaseAsync(Session session, long id, Settled settled, DateTimeOffset at) =>
        await session.ExecuteAsync(
            """
            UPDATE shows SET processing_status = @p2, note = @p3, by_user = 0, error_message = NULL, retry_after = NULL, pending_since = NULL,
            updated_at = @p4 WHERE tvmaze_id = @p1 AND processing_status NOT IN ('added', 'exists')
            """,
            id,
            settled.Status.Word(),
            settled.Note,
            at.ToUnixTimeMilliseconds()
        ) > 0;
}
