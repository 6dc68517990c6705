using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Couriarr.Storage.Sqlite;

/// <summary>One connection together with the statements it keeps prepared. For one thread at a time.</summary>
internal sealed class SqliteLink : IDisposable
{
    private const int MostStatements = 256;
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, sqlite3_stmt> controls = new(StringComparer.Ordinal);

    private SqliteLink(SqliteConnection connection) => this.connection = connection;

    public int Kept => statements.Count;

    public sqlite3 Handle => connection.Handle!;

    /// <summary>False also when SQLite gave a transaction up by itself, as it may when a disk is full or fails.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <summary>The only one that writes, and the only one that moves the log into the file.</summary>
    public static SqliteLink ForWriting(string path)
    {
        var link = Open(path, SqliteOpenMode.ReadWriteCreate);
        // It waits for locks in short slices, so that the writer can look after its queue in between.
        return link.Prepared(
            "PRAGMA busy_timeout=50",
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            "PRAGMA foreign_keys=ON",
            "PRAGMA temp_store=MEMORY"
        );
    }

    /// <summary>Reads here, writes a file elsewhere.</summary>
    public static SqliteLink ForCopying(string path) => Open(path, SqliteOpenMode.ReadOnly).Prepared("PRAGMA busy_timeout=5000");

    /// <summary>Leaves no trace: without a log to read there is no need for shared memory, and none is made.</summary>
    public static SqliteLink ForLooking(string path) =>
        File.Exists(path + "-wal") ? ForReading(path) : ForReading($"file:{Uri.EscapeDataString(path).Replace("%2F", "/")}?immutable=1");

    public static SqliteLink ForReading(string path)
    {
        var link = Open(path, SqliteOpenMode.ReadOnly);
        return link.Prepared("PRAGMA busy_timeout=5000", "PRAGMA query_only=ON", "PRAGMA temp_store=MEMORY");
    }

    /// <summary>Runs a statement without parameters and rows. Unlike a command it never waits for a lock: it throws.</summary>
    public void Do(string sql)
    {
        var code = TryDo(sql);
        if (code is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
            SqliteException.ThrowExceptionForRC(code, Handle);
    }

    /// <returns>SQLite's own result code.</returns>
    public int TryDo(string sql)
    {
        if (!controls.TryGetValue(sql, out var statement))
        {
            var prepared = raw.sqlite3_prepare_v2(Handle, sql, out statement);
            if (prepared != raw.SQLITE_OK)
                return prepared;
            controls.Add(sql, statement);
        }
        var code = raw.sqlite3_step(statement);
        _ = raw.sqlite3_reset(statement);
        return code;
    }

    /// <summary>Ends a transaction that failed. Its own failure says nothing new: SQLite may have ended it already.</summary>
    public void RollBack()
    {
        if (InTransaction)
            _ = TryDo("ROLLBACK");
    }

    /// <summary>Without values the text may be several statements, as in a migration.</summary>
    public int Execute(string sql, object?[] values)
    {
        if (values.Length > 0)
            return Prepare(sql).Execute(values);
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(Handle, sql), Handle);
        return raw.sqlite3_changes(Handle);
    }

    public SqliteStatement Prepare(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements.Add(sql, statement = new SqliteStatement(Handle, sql));
        return statement;
    }

    /// <summary>Statements that were put together from pieces must not pile up.</summary>
    public void Trim()
    {
        if (statements.Count <= MostStatements)
            return;
        foreach (var statement in statements.Values)
            statement.Dispose();
        statements.Clear();
    }

    public void Dispose()
    {
        foreach (var statement in controls.Values)
            statement.Dispose();
        foreach (var statement in statements.Values)
            statement.Dispose();
        connection.Dispose();
    }

    private static SqliteLink Open(string path, SqliteOpenMode mode)
    {
        _ = SqliteEngine.Version;
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
        };
        var opening = new SqliteConnection(text.ToString());
        try
        {
            opening.Open();
            return new SqliteLink(opening);
        }
        catch
        {
            opening.Dispose();
            throw;
        }
    }

    private SqliteLink Prepared(params string[] pragmas)
    {
        try
        {
            Array.ForEach(pragmas, Do);
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
