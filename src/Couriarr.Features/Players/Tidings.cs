using System.Text.Json;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Players;

/// <summary>The table of what players are told of: how rows come, and how they move on.</summary>
internal sealed partial class Tidings(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(180);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Twice is as good as once. Forgets a few that are very old, too.</summary>
    public Task AddAsync(long job, Work work, string folder, Target target, IEnumerable<ChangedFile> files, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                foreach (var file in files)
                    await session.ExecuteAsync(
                        """
                        INSERT INTO player_files (told_by, player, kind, work_key, work, folder, path, change, is_media, told_at, arrived_at)
                        VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11) ON CONFLICT DO NOTHING
                        """,
                        job,
                        target.Key,
                        target.Kind,
                        work.Key,
                        JsonSerializer.Serialize(work, Json),
                        folder,
                        file.Path,
                        Word(file.Change),
                        MediaFile.Is(file.Path) ? 1 : 0,
                        file.ToldAt.ToUnixTimeMilliseconds(),
                        Now.ToUnixTimeMilliseconds()
                    );
                return await session.ExecuteAsync(
                    "DELETE FROM player_files WHERE id IN (SELECT id FROM player_files WHERE arrived_at < @p1 LIMIT 100)",
                    (Now - Kept).ToUnixTimeMilliseconds()
                );
            },
            WriteKind.Upkeep,
            ct
        );

    /// <summary>What the player was not told of yet, and what this job tried in vain when it ran before.</summary>
    public Task<List<Tiding>> WaitingAsync(string target, long job, CancellationToken ct) =>
        ReadAsync("player = @p1 AND (state = 'waiting' OR (state = 'refused' AND asked_by = @p2))", ct, target, job);

    /// <summary>What it was asked for, and does not show yet.</summary>
    public Task<List<Tiding>> AskedAsync(string target, CancellationToken ct) => ReadAsync("player = @p1 AND state = 'asked'", ct, target);

    /// <param name="lookIn">When to look first whether it is visible.</param>
    public Task AskedAsync(IEnumerable<Tiding> rows, long job, TimeSpan lookIn, CancellationToken ct)
    {
        var all = rows.ToList();
        var (asked, done) = (all.Where(row => row.IsToBeSeen), all.Where(row => !row.IsToBeSeen));
        const string Sql = "asks = asks + 1, asked_at = @p1, asked_by = @p2, note = NULL";
        return Task.WhenAll(
            MoveAsync(asked, $"state = 'asked', look_at = @p3, {Sql}", ct, Now, job, Now + lookIn),
            MoveAsync(done, $"state = 'done', ended_at = @p1, {Sql}", ct, Now, job)
        );
    }

    public Task RefusedAsync(IEnumerable<Tiding> rows, long job, string why, CancellationToken ct) =>
        MoveAsync(rows, "state = 'refused', ended_at = @p1, asked_by = @p2, note = @p3", ct, Now, job, why);

    public Task SeenAsync(IEnumerable<Tiding> rows, CancellationToken ct) => MoveAsync(rows, "state = 'visible', ended_at = @p1", ct, Now);

    public Task MissedAsync(IEnumerable<Tiding> rows, string why, CancellationToken ct) =>
        MoveAsync(rows, "state = 'absent', ended_at = @p1, note = @p2", ct, Now, why);

    public Task LookLaterAsync(IEnumerable<Tiding> rows, DateTimeOffset at, CancellationToken ct) =>
        MoveAsync(rows, "look_at = @p1", ct, at);

    public Task AskAgainAsync(IEnumerable<Tiding> rows, CancellationToken ct) => MoveAsync(rows, "state = 'waiting'", ct);

    public Task AlertedAsync(IEnumerable<Tiding> rows, CancellationToken ct) => MoveAsync(rows, "alerted = 1", ct);

    /// <summary>Nobody wants to know any more.</summary>
    public Task SkipAsync(IEnumerable<Tiding> rows, string why, CancellationToken ct) =>
        MoveAsync(rows, "state = 'skipped', ended_at = @p1, note = @p2", ct, Now, why);

    private async Task MoveAsync(IEnumerable<Tiding> rows, string set, CancellationToken ct, params object[] values)
    {
        object?[] all = [.. values.Select(value => value is DateTimeOffset at ? at.ToUnixTimeMilliseconds() : value)];
        foreach (var some in rows.Select(row => row.Id).Chunk(500))
            await database.WriteAsync(
                session => session.ExecuteAsync($"UPDATE player_files SET {set} WHERE id IN ({string.Join(", ", some)})", all),
                WriteKind.Upkeep,
                ct
            );
    }

    private Task<List<Tiding>> ReadAsync(string where, CancellationToken ct, params object?[] values) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"""
                    SELECT id, work, folder, path, change, is_media, told_at, arrived_at, asked_at, look_at, asks, alerted
                    FROM player_files WHERE {where} ORDER BY id LIMIT 2000
                    """,
                    Read,
                    values
                ),
            ct
        );

    private static Tiding Read(Row row) =>
        new(
            row.GetInt64(0),
            JsonSerializer.Deserialize<Work>(row.GetString(1), Json)!,
            row.GetString(2),
            row.GetString(3),
            Enum.Parse<Change>(row.GetString(4), ignoreCase: true),
            row.GetInt64(5) != 0
        )
        {
            ToldAt = Time(row, 6)!.Value,
            ArrivedAt = Time(row, 7)!.Value,
            AskedAt = Time(row, 8),
            LookAt = Time(row, 9),
            Asks = row.GetInt32(10),
            WasAlerted = row.GetInt64(11) != 0,
        };

    private static DateTimeOffset? Time(Row row, int column) =>
        row.IsNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    private static string Word(Change change) =>
        change switch
        {
            Change.Added => "added",
            Change.Replaced => "replaced",
            _ => "removed",
        };
}
