namespace Couriarr.Features.Intake;

/// <summary>What was told of late, without looking at all that was ever told.</summary>
internal sealed partial class InboxTable
{
    private const int Recent = 2000;

    /// <summary>When each instance told something last; of one that is not among the latest entries, nothing.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LastHeardAsync(CancellationToken ct) =>
        (
            await database.ReadAsync(
                session =>
                    session.QueryAsync(
                        """
                        SELECT instance, max(received_at) FROM (SELECT instance, received_at FROM webhook_inbox ORDER BY id DESC LIMIT @p1) latest
                        GROUP BY instance
                        """,
                        row => (Instance: row.GetString(0), At: DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))),
                        Recent
                    ),
                ct
            )
        ).ToDictionary(heard => heard.Instance, heard => heard.At, StringComparer.Ordinal);

    /// <summary>The works among the latest entries, the latest first.</summary>
    public Task<List<(string Key, string Title, DateTimeOffset At)>> RecentWorksAsync(int limit, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    """
                    SELECT work_key, max(title), max(received_at)
                    FROM (SELECT work_key, title, received_at FROM webhook_inbox ORDER BY id DESC LIMIT @p1) latest
                    WHERE work_key IS NOT NULL AND title IS NOT NULL GROUP BY work_key ORDER BY max(received_at) DESC LIMIT @p2
                    """,
                    row => (row.GetString(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))),
                    Recent,
                    limit
                ),
            ct
        );
}
