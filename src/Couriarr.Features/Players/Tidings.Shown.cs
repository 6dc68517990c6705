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
