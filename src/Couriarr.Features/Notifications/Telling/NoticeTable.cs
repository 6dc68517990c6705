using System.Text.Json;
using System.Text.Json.Serialization;
using Couriarr.Features.Configuration.Options;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Notifications.Telling;

/// <summary>The table notices: what each channel is to be told, and what became of it.</summary>
internal sealed partial class NoticeTable(Database database, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Twice is as good as once: what a channel is to be told, or was, it is not told again.</summary>
    /// <param name="once">By which the same is known here.</param>
    public Task AddAsync(
        Notice notice,
        string once,
        IEnumerable<(Member<ChannelTerms> Channel, DateTimeOffset? HeldUntil)> told,
        long job,
        CancellationToken ct
    )
    {
        var content = JsonSerializer.Serialize(notice, Json);
        return database.WriteAsync(
            async session =>
            {
                foreach (var (channel, heldUntil) in told)
                    await session.ExecuteAsync(
                        """
                        INSERT INTO notices (notice, channel, kind, event, severity, title, work, content, created_at, not_before, job_id)
                        VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11) ON CONFLICT (channel, notice) DO NOTHING
                        """,
                        once,
                        channel.Name,
                        channel.Kind,
                        notice.Event,
                        notice.Severity.ToString().ToLowerInvariant(),
                        notice.Title.Plain,
                        notice.Facts.GetValueOrDefault(Phrasing.Fact.Work),
                        content,
                        Now,
                        heldUntil?.ToUnixTimeMilliseconds() ?? 0,
                        job
                    );
                return true;
            },
            WriteKind.Upkeep,
            ct
        );
    }

    /// <summary>What a channel is still to be told, oldest first.</summary>
    public Task<List<OpenNotice>> OpenAsync(string channel, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    """
                    SELECT id, state, not_before, tries, coalesce(message, ''), content FROM notices
                    WHERE channel = @p1 AND state IN ('waiting', 'sending') ORDER BY id LIMIT 2000
                    """,
                    row => new OpenNotice(row.GetInt64(0), Read(row.GetString(5)))
                    {
                        IsCut = row.GetString(1) == "sending",
                        NotBefore = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
                        Tries = row.GetInt32(3),
                        Message = row.GetString(4),
                    },
                    channel
                ),
            ct
        );

    public Task<bool> IsAnyOpenAsync(string channel, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.FirstAsync(
                    "SELECT 1 FROM notices WHERE channel = @p1 AND state IN ('waiting', 'sending') LIMIT 1",
                    row => row.GetInt64(0) == 1,
                    channel
                ),
            ct
        );

    /// <summary>Which messages a channel got since then.</summary>
    public Task<List<SentMessage>> SentAsync(string channel, DateTimeOffset since, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    "SELECT coalesce(message, ''), event, coalesce(work, ''), max(sent_at) FROM notices WHERE channel = @p1 AND sent_at >= @p2 GROUP BY message, event, work",
                    row => new SentMessage(
                        row.GetString(0),
                        row.GetString(1),
                        row.GetString(2),
                        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3))
                    ),
                    channel,
                    since.ToUnixTimeMilliseconds()
                ),
            ct
        );

    /// <summary>Before anything leaves the house: whoever comes after a crash knows what may have been sent.</summary>
    public Task BeginAsync(IEnumerable<long> ids, string message, long job, CancellationToken ct) =>
        ChangeAsync(ids, "state = 'sending', tries = tries + 1, message = @p2, job_id = @p3", ct, message, job);

    public Task EndAsync(IEnumerable<long> ids, string? note, CancellationToken ct) =>
        ChangeAsync(ids, "state = 'sent', sent_at = @p2, note = @p3", ct, Now, note);

    /// <summary>It was surely not sent.</summary>
    public Task PutBackAsync(IEnumerable<long> ids, string why, CancellationToken ct) =>
        ChangeAsync(ids, "state = 'waiting', tries = tries - 1, note = @p2", ct, why);

    public Task FailAsync(IEnumerable<long> ids, string why, CancellationToken ct) =>
        ChangeAsync(ids, "state = 'failed', note = @p2", ct, why);

    /// <summary>Its channel is not there any more, or not to be used.</summary>
    public Task<int> SkipAllAsync(string channel, string why, CancellationToken ct) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "UPDATE notices SET state = 'skipped', note = @p2 WHERE channel = @p1 AND state IN ('waiting', 'sending')",
                    channel,
                    why
                ),
            WriteKind.Upkeep,
            ct
        );

    private Task<bool> ChangeAsync(IEnumerable<long> ids, string set, CancellationToken ct, params object?[] values) =>
        database.WriteAsync(
            async session =>
            {
                foreach (var id in ids)
                    await session.ExecuteAsync($"UPDATE notices SET {set} WHERE id = @p1", [id, .. values]);
                return true;
            },
            WriteKind.Upkeep,
            ct
        );

    private static Notice Read(string content) => JsonSerializer.Deserialize<Notice>(content, Json)!;
}

/// <summary>Something that a channel is still to be told.</summary>
internal sealed record OpenNotice(long Id, Notice Notice)
{
    /// <summary>It was being sent when the program died or was stopped: it may have arrived.</summary>
    public bool IsCut { get; init; }
    public DateTimeOffset NotBefore { get; init; }
    public int Tries { get; init; }

    /// <summary>What it was being sent in.</summary>
    public string Message { get; init; } = "";
}

internal sealed record SentMessage(string Id, string Event, string Work, DateTimeOffset At);
