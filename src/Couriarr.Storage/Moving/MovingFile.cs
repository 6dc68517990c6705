using Couriarr.Storage.Postgres;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Moving;

/// <summary>The side of a move that is left: looked at in small portions, and never changed.</summary>
internal sealed class MovingFile(Database file)
{
    private const int Portion = 200;

    public Task<List<TableShape>> TablesAsync(CancellationToken ct) =>
        file.ReadAsync(
            async session =>
            {
                var names = await session.QueryAsync(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'schema_versions' ORDER BY name",
                    row => row.GetString(0)
                );
                var shapes = new List<TableShape>();
                foreach (var name in names)
                    shapes.Add(
                        new TableShape(
                            name,
                            await session.QueryAsync("SELECT name FROM pragma_table_info(@p1) ORDER BY cid", row => row.GetString(0), name)
                        )
                    );
                return shapes;
            },
            ct
        );

    public Task<long> CountAsync(TableShape table, CancellationToken ct) =>
        file.ReadAsync(session => session.FirstAsync($"SELECT count(*) FROM {table.Quoted}", row => row.GetInt64(0)), ct);

    /// <summary>The next rows, as the server can keep them.</summary>
    public Task<List<MovingRow>> ReadAsync(TableShape table, long after, CancellationToken ct) =>
        file.ReadAsync(
            session =>
                session.QueryAsync(
                    $"SELECT rowid, {table.AsText} FROM {table.Quoted} WHERE rowid > @p1 ORDER BY rowid LIMIT @p2",
                    row => new MovingRow(
                        row.GetInt64(0),
                        Array.ConvertAll(table.Read(row, 1), text => text is null ? null : PostgresSession.Storable(text))
                    ),
                    after,
                    Portion
                ),
            ct
        );

    public async Task<TablePrint> PrintAsync(TableShape table, CancellationToken ct)
    {
        var (print, after) = (TablePrint.Nothing, long.MinValue);
        while (await ReadAsync(table, after, ct) is { Count: > 0 } rows)
        {
            print += TablePrint.Of(rows.Select(row => row.Values));
            after = rows[^1].Number;
        }
        return print;
    }

    /// <summary>What was given out already, also where it is gone again.</summary>
    public Task<List<(string Table, long Id)>> HighestIdsAsync(CancellationToken ct) =>
        file.ReadAsync(
            session =>
                session.QueryAsync("SELECT name, seq FROM sqlite_sequence WHERE seq > 0", row => (row.GetString(0), row.GetInt64(1))),
            ct
        );
}
