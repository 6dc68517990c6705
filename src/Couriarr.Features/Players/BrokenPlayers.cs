using Couriarr.Storage.Sql;

namespace Couriarr.Features.Players;

/// <param name="Key">Of the <see cref="Target"/>.</param>
/// <param name="ByGate">It did not answer for long; else it refuses us.</param>
internal sealed record BrokenPlayer(string Key, DateTimeOffset Since, string Why, bool ByGate);

/// <summary>The table of players that cannot be told what arrives.</summary>
internal sealed class BrokenPlayers(Database database, TimeProvider clock)
{
    public Task<List<BrokenPlayer>> AllAsync(CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    "SELECT player, broken_at, why, by_gate FROM broken_players ORDER BY player",
                    row => new BrokenPlayer(
                        row.GetString(0),
                        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
                        row.GetString(2),
                        row.GetInt64(3) != 0
                    )
                ),
            ct
        );

    public async Task<BrokenPlayer?> FindAsync(string key, CancellationToken ct) =>
        (await AllAsync(ct)).Find(player => string.Equals(player.Key, key, StringComparison.OrdinalIgnoreCase));

    /// <summary>The reason may change; since when it is so does not.</summary>
    public Task AddAsync(string key, string why, bool byGate, CancellationToken ct) =>
        WriteAsync(
            """
            INSERT INTO broken_players (player, broken_at, why, by_gate) VALUES (@p1, @p2, @p3, @p4)
            ON CONFLICT (player) DO UPDATE SET why = @p3, by_gate = @p4
            """,
            ct,
            key,
            clock.GetUtcNow().ToUnixTimeMilliseconds(),
            why,
            byGate ? 1 : 0
        );

    /// <returns>Whether this call was the one that removed it.</returns>
    public async Task<bool> RemoveAsync(BrokenPlayer player, CancellationToken ct) =>
        await WriteAsync("DELETE FROM broken_players WHERE player = @p1", ct, player.Key) == 1;

    private Task<int> WriteAsync(string sql, CancellationToken ct, params object?[] values) =>
        database.WriteAsync(session => session.ExecuteAsync(sql, values), WriteKind.Upkeep, ct);
}
