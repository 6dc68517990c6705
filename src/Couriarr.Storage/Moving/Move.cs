using Couriarr.Jobs;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace Couriarr.Storage.Moving;

/// <param name="Rows">How many there are; after a dry run in the file, else on the server.</param>
public sealed record MovedTable(string Name, long Rows);

/// <summary>
/// Takes all that is in the file of a data folder to a PostgreSQL server. It can be killed anywhere and begun again; it is over only
/// when both are found to be the same, row for row; and the file stays as it is.
/// </summary>
public static class Move
{
    /// <param name="tell">Hears of each table that is done.</param>
    /// <exception cref="StartupException">With a sentence for the owner.</exception>
    public static async Task RunAsync(
        StorageOptions options,
        bool isDry,
        Action<MovedTable> tell,
        TimeProvider clock,
        ILoggerFactory logs,
        CancellationToken ct
    )
    {
        if (options.Postgres is not { } server)
            throw Refuse("Set storage.database to the address of the server first, like postgres://couriarr:password@db:5432/couriarr.");
        if (!File.Exists(new SqliteOptions(options.Folder).File))
            throw Refuse($"There is no couriarr.db in {options.Folder}, so there is nothing to move.");
        await using var file = await LocalStore.OpenAsync(options with { Postgres = null }, clock, logs, ct);
        // A folder of its own: that of the data is held by the file.
        var aside = Path.Combine(options.Folder, "moving");
        var way = new PostgresOpening(
            server,
            aside,
            LocalStore.LinesOf(options),
            clock,
            new NoFailPoints(),
            logs.CreateLogger<PostgresDatabase>()
        )
        {
            MayBeHalfMoved = true,
        };
        if (isDry)
            await RehearseAsync(file, way, tell, ct);
        else
            await MoveAsync(file, way, server, tell, ct);
        if (Directory.Exists(aside))
            Directory.Delete(aside, recursive: true);
    }

    private static async Task RehearseAsync(LocalStore file, PostgresOpening way, Action<MovedTable> tell, CancellationToken ct)
    {
        await way.LookAsync(ct);
        var from = new MovingFile(file.Database);
        foreach (var table in await from.TablesAsync(ct))
            tell(new MovedTable(table.Name, await from.CountAsync(table, ct)));
    }

    private static async Task MoveAsync(
        LocalStore file,
        PostgresOpening way,
        PostgresOptions server,
        Action<MovedTable> tell,
        CancellationToken ct
    )
    {
        await using var store = await way.OpenAsync(ct);
        var (from, to) = (new MovingFile(file.Database), new MovingServer(store.Database, server.Place));
        await to.BeginAsync(ct);
        var tables = await from.TablesAsync(ct);
        foreach (var table in tables)
            await CopyAsync(from, to, table, ct);
        foreach (var table in tables)
            tell(new MovedTable(table.Name, await CompareAsync(from, to, table, ct)));
        await to.FinishAsync(await from.HighestIdsAsync(ct), ct);
    }

    private static async Task CopyAsync(MovingFile from, MovingServer to, TableShape table, CancellationToken ct)
    {
        var after = await to.ReachedAsync(table, ct);
        while (await from.ReadAsync(table, after, ct) is { Count: > 0 } rows)
        {
            after = rows[^1].Number;
            await to.AddAsync(table, rows, after, ct);
        }
    }

    private static async Task<long> CompareAsync(MovingFile from, MovingServer to, TableShape table, CancellationToken ct)
    {
        var (there, here) = (await to.PrintAsync(table, ct), await from.PrintAsync(table, ct));
        return there == here
            ? here.Rows
            : throw Refuse(
                $"{table.Name} is not the same on both sides: {here.Rows} rows in the file, {there.Rows} on the server. The file was changed since "
                    + "the move began. Drop the database on the server, create it anew, and move again."
            );
    }

    private static StartupException Refuse(string why) => new(why, StartupException.Configuration);
}
