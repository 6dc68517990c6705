using Couriarr.Storage.Sql;

namespace Couriarr.Features.Players;

/// <summary>What people see of the table.</summary>
internal sealed partial class Tidings
{
    /// <summary>What became of a work's files in every player, newest first.</summary>
    public Task<List<ShownTiding>> OfWorkAsync(string work, int limit, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    """
                    SELECT player, kind, path, state, told_at, asked_at, asked_by, ended_at, note FROM player_files
                    WHERE work_key = @p1 ORDER BY id DESC LIMIT @p2
                    """,
                    Show,
                    work,
                    limit
                ),
            ct
        );

    /// <summary>Of each player when it was asked last, among the newest of all files: a player that was never told costs nothing then.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LastAskedAsync(CancellationToken ct)
    {
        const int Newest = 2000;
        var rows = await database.ReadAsync(
            session =>
                session.QueryAsync(
                    """
                    SELECT player, max(asked_at) FROM (SELECT player, asked_at FROM player_files ORDER BY id DESC LIMIT @p1) AS newest
                    WHERE asked_at IS NOT NULL GROUP BY player
                    """,
                    row => (Player: row.GetString(0), At: Time(row, 1)!.Value),
                    Newest
                ),
            ct
        );
        return rows.ToDictionary(row => row.Player, row => row.At, StringComparer.OrdinalIgnoreCase);
    }

    private static ShownTiding Show(Row row) =>
        new(
            new Target(row.GetString(0), row.GetString(1), []).Who,
            row.GetString(2),
            row.GetString(3),
            Time(row, 4)!.Value,
            Time(row, 5),
            row.IsNull(6) ? null : row.GetInt64(6),
            Time(row, 7),
            row.IsNull(8) ? null : row.GetString(8)
        );
}

/// <param name="State">waiting, asked, done, visible, absent, refused or skipped.</param>
internal sealed record ShownTiding(
    string Who,
    string Path,
    string State,
    DateTimeOffset ToldAt,
    DateTimeOffset? AskedAt,
    long? AskedBy,
    DateTimeOffset? EndedAt,
    string? Note
);
