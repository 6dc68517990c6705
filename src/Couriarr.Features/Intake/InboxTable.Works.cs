namespace Couriarr.Features.Intake;

/// <summary>What was told of one work.</summary>
internal sealed partial class InboxTable
{
    /// <summary>Newest first, without payloads.</summary>
    public Task<List<InboxEntry>> OfWorkAsync(string work, int limit, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"SELECT {Columns}, '' FROM webhook_inbox WHERE work_key = @p1 ORDER BY id DESC LIMIT @p2",
                    Read,
                    work,
                    limit
                ),
            ct
        );

    /// <param name="pattern">For LIKE, escaped by a backslash.</param>
    public Task<List<(string Key, string Title, DateTimeOffset At)>> WorksAsync(string pattern, int limit, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    """
                    SELECT work_key, max(title), max(received_at) FROM webhook_inbox WHERE work_key IS NOT NULL AND title LIKE @p1 ESCAPE '\'
                    GROUP BY work_key ORDER BY max(received_at) DESC LIMIT @p2
                    """,
                    row => (row.GetString(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))),
                    pattern,
                    limit
                ),
            ct
        );
}
