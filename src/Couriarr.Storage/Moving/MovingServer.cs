using Couriarr.Storage.Postgres;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Moving;

/// <summary>The side of a move that is filled. How far it has come stands there too, in the same transactions.</summary>
internal sealed class MovingServer(PostgresDatabase server, string place)
{
    public const string Progress = "move_progress";

    /// <summary>Empty, and with a memory of the move, whether it begins or goes on.</summary>
    public Task BeginAsync(CancellationToken ct) =>
        server.WriteAsync(
            session => session.ExecuteAsync($"CREATE TABLE IF NOT EXISTS {Progress} (name text PRIMARY KEY, reached bigint NOT NULL)"),
            WriteKind.Upkeep,
            ct
        );

    /// <summary>Up to which row of the file it has come; at the first look the table must be empty.</summary>
    public Task<long> ReachedAsync(TableShape table, CancellationToken ct) =>
        server.WriteAsync(
            async session =>
            {
                var reached = await session.QueryAsync(
                    $"SELECT reached FROM {Progress} WHERE name = @p1",
                    row => row.GetInt64(0),
                    table.Name
                );
                if (reached is [var there])
                    return there;
                // New tables begin with it, at nought.
                if (table.Name == "job_fence")
                    await session.ExecuteAsync("DELETE FROM job_fence WHERE token = 0");
                if (await session.FirstAsync($"SELECT count(*) FROM {table.Quoted}", row => row.GetInt64(0)) is > 0 and var rows)
                    throw new StartupException(
                        $"{place} has {rows} rows in {table.Name} already. Move into an empty database: drop it, create it anew, and move again.",
                        StartupException.Configuration
                    );
                await session.ExecuteAsync($"INSERT INTO {Progress} (name, reached) VALUES (@p1, @p2)", table.Name, long.MinValue);
                return long.MinValue;
            },
            WriteKind.Upkeep,
            ct
        );

    public Task AddAsync(TableShape table, List<MovingRow> rows, long reached, CancellationToken ct) =>
        server.WriteAsync(
            async session =>
            {
                var insert = await InsertAsync(session, table);
                foreach (var row in rows)
                    await session.ExecuteAsync(insert, [.. row.Values]);
                return await session.ExecuteAsync($"UPDATE {Progress} SET reached = @p2 WHERE name = @p1", table.Name, reached);
            },
            WriteKind.Upkeep,
            ct
        );

    public async Task<TablePrint> PrintAsync(TableShape table, CancellationToken ct) =>
        TablePrint.Of(
            await server.ReadAsync(
                session => session.QueryAsync($"SELECT {table.AsText} FROM {table.Quoted}", row => table.Read(row, 0)),
                ct
            )
        );

    /// <summary>Goes on counting where the file stopped. What ran there is an orphan here.</summary>
    public Task FinishAsync(List<(string Table, long Id)> highest, CancellationToken ct) =>
        server.WriteAsync(
            async session =>
            {
                foreach (var (table, id) in highest)
                    await session.QueryAsync("SELECT setval(pg_get_serial_sequence(@p1, 'id'), @p2)", _ => true, table, id);
                await session.QueryAsync("SELECT setval('job_tokens', max(token) + 1) FROM job_fence", _ => true);
                await session.ExecuteAsync("UPDATE job_queue SET lease_until = 0 WHERE state = 'running'");
                return await session.ExecuteAsync($"DROP TABLE {Progress}");
            },
            WriteKind.Upkeep,
            ct
        );

    // All comes as text; a column that wants something else says so.
    private static async ValueTask<string> InsertAsync(Session session, TableShape table)
    {
        var types = await session.QueryAsync(
            "SELECT column_name::text, data_type::text FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = @p1",
            row => (Name: row.GetString(0), Type: row.GetString(1)),
            table.Name
        );
        var wanted = types.ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal);
        var values = table.Columns.Select((column, at) => $"CAST(@p{at + 1} AS {wanted[column]})");
        return $"INSERT INTO {table.Quoted} ({table.ColumnList}) VALUES ({string.Join(", ", values)})";
    }
}
