using System.Buffers;
using System.Text;
using Couriarr.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Couriarr.Storage.Sqlite;

/// <summary>
/// A prepared statement, and the row it stands on. Spoken to directly: for statements as small as ours the driver's commands,
/// parameters and readers take longer than SQLite itself.
/// </summary>
internal sealed class SqliteStatement : Row, IDisposable
{
    private const int LongestLent = 16 * 1024;
    private readonly sqlite3 db;
    private readonly sqlite3_stmt statement;
    private readonly int[] places;

    public SqliteStatement(sqlite3 db, string sql)
    {
        this.db = db;
        Check(raw.sqlite3_prepare_v2(db, sql, out statement));
        var names = Enumerable.Range(1, raw.sqlite3_bind_parameter_count(statement)).Select(number => $"@p{number}");
        places = [.. names.Select(name => raw.sqlite3_bind_parameter_index(statement, name))];
    }

    public int Execute(object?[] values)
    {
        Query(_ => true, values);
        return raw.sqlite3_changes(db);
    }

    public List<T> Query<T>(Func<Row, T> map, object?[] values)
    {
        Bind(values);
        try
        {
            var rows = new List<T>();
            int code;
            while ((code = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
                rows.Add(map(this));
            Check(code);
            return rows;
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    public override bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    // SQLite gives nought for what is empty: only then it is asked a second question, of which there are 95,000 otherwise.
    public override long GetInt64(int column) =>
        raw.sqlite3_column_int64(statement, column) is not 0 and var number ? number
        : IsNull(column) ? throw Missing(column)
        : 0;

    public override string GetString(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? throw Missing(column);

    public void Dispose() => statement.Dispose();

    private void Bind(object?[] values)
    {
        if (values.Length != places.Length)
            throw new ArgumentException($"The statement has {places.Length} parameters, and {values.Length} values came.", nameof(values));
        for (var i = 0; i < values.Length; i++)
            Check(Bind(places[i], values[i]));
    }

    private int Bind(int place, object? value) =>
        value switch
        {
            null => raw.sqlite3_bind_null(statement, place),
            string text => Bind(place, text),
            long number => raw.sqlite3_bind_int64(statement, place, number),
            int number => raw.sqlite3_bind_int64(statement, place, number),
            _ => throw new ArgumentException(
                $"A {value.GetType().Name} is nothing the database stores: give text or a number.",
                nameof(value)
            ),
        };

    // SQLite copies it, so the bytes are only lent. An empty text has nothing to point at, and would become null; for a long one
    // no room is worth keeping.
    private int Bind(int place, string text)
    {
        if (text.Length is 0 or > LongestLent)
            return raw.sqlite3_bind_text(statement, place, text);
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var code = raw.sqlite3_bind_text(statement, place, bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
        return code;
    }

    private void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(code, db);
    }

    private static InvalidCastException Missing(int column) => new($"Column {column} of the row is empty.");
}
