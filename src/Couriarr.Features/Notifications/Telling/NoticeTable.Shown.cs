using Couriarr.Storage.Sql;

namespace Couriarr.Features.Notifications.Telling;

/// <summary>What people see of the table.</summary>
internal sealed partial class NoticeTable
{
    private const string Columns =
        "id, channel, kind, event, severity, title, work, state, created_at, not_before, sent_at, note, job_id, content";

    /// <summary>A page of what channels were told or are to be told, newest first.</summary>
    public Task<List<ShownNotice>> ListAsync(string? state, string? channel, long? before, int limit, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"""
                    SELECT {Columns} FROM notices
                    WHERE (@p1 IS NULL OR state = @p1) AND (@p2 IS NULL OR channel = @p2) AND id < @p3 ORDER BY id DESC LIMIT @p4
                    """,
                    Show,
                    state,
                    channel,
                    before ?? long.MaxValue,
                    limit
                ),
            ct
        );

    /// <summary>What people were told of a work, newest first.</summary>
    public Task<List<ShownNotice>> OfWorkAsync(string work, int limit, CancellationToken ct) =>
        database.ReadAsync(
            session => session.QueryAsync($"SELECT {Columns} FROM notices WHERE work = @p1 ORDER BY id DESC LIMIT @p2", Show, work, limit),
            ct
        );

    /// <summary>When a channel took something last.</summary>
    public async Task<DateTimeOffset?> LastSentAsync(string channel, CancellationToken ct)
    {
        var sent = await database.ReadAsync(
            session =>
                session.QueryAsync(
                    "SELECT sent_at FROM notices WHERE channel = @p1 AND sent_at IS NOT NULL ORDER BY sent_at DESC LIMIT 1",
                    row => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)),
                    channel
                ),
            ct
        );
        return sent.Count == 0 ? null : sent[0];
    }

    /// <summary>How much waits, by channel and kind.</summary>
    public Task<List<(string Channel, string Kind, long Count)>> WaitingAsync(CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    "SELECT channel, kind, count(*) FROM notices WHERE state IN ('waiting', 'sending') GROUP BY channel, kind ORDER BY channel",
                    row => (row.GetString(0), row.GetString(1), row.GetInt64(2))
                ),
            ct
        );

    /// <returns>How many were forgotten.</returns>
    public Task<int> ForgetAsync(DateTimeOffset before, int most, CancellationToken ct) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    DELETE FROM notices WHERE id IN (
                        SELECT id FROM notices WHERE created_at < @p1 AND state NOT IN ('waiting', 'sending') ORDER BY created_at LIMIT @p2)
                    """,
                    before.ToUnixTimeMilliseconds(),
                    most
                ),
            WriteKind.Upkeep,
            ct
        );

    private static ShownNotice Show(Row row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(7))
        {
            Severity = row.GetString(4),
            Title = row.GetString(5),
            Text = Read(row.GetString(13)).Body.Plain,
            Work = row.IsNull(6) ? null : row.GetString(6),
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
            NotBefore = row.GetInt64(9) > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(9)) : null,
            SentAt = row.IsNull(10) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(10)),
            Note = row.IsNull(11) ? null : row.GetString(11),
            JobId = row.IsNull(12) ? null : row.GetInt64(12),
        };
}

/// <summary>A row of notices as people see it.</summary>
/// <param name="State">waiting, sending, sent, skipped or failed.</param>
internal sealed record ShownNotice(long Id, string Channel, string Kind, string Event, string State)
{
    public required string Severity { get; init; }
    public required string Title { get; init; }
    public required string Text { get; init; }

    /// <summary>The title's key.</summary>
    public string? Work { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The end of quiet hours, when it had to wait for it.</summary>
    public DateTimeOffset? NotBefore { get; init; }
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Why it waits or was not sent; or that it may have come twice.</summary>
    public string? Note { get; init; }
    public long? JobId { get; init; }
}
