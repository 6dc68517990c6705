using System.Text;
using Couriarr.Storage.Sql;
using Npgsql;

namespace Couriarr.Storage.Postgres;

/// <summary>Statements of one transaction; refuses to be used after it. A blocking one answers on the calling thread and needs no other.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, bool blocking) : Session, IDisposable
{
    private volatile bool over;

    public override ValueTask<int> ExecuteAsync(string sql, params object?[] values) =>
        blocking ? ValueTask.FromResult(Execute(sql, values)) : ExecuteSoonAsync(sql, values);

    public override ValueTask<List<T>> QueryAsync<T>(string sql, Func<Row, T> map, params object?[] values) =>
        blocking ? ValueTask.FromResult(Query(sql, map, values)) : QuerySoonAsync(sql, map, values);

    public void Dispose() => over = true;

    private int Execute(string sql, object?[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    private async ValueTask<int> ExecuteSoonAsync(string sql, object?[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    private List<T> Query<T>(string sql, Func<Row, T> map, object?[] values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var (rows, row) = (new List<T>(), new PostgresRow(reader));
        while (reader.Read())
            rows.Add(map(row));
        return rows;
    }

    private async ValueTask<List<T>> QuerySoonAsync<T>(string sql, Func<Row, T> map, object?[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var (rows, row) = (new List<T>(), new PostgresRow(reader));
        while (await reader.ReadAsync())
            rows.Add(map(row));
        return rows;
    }

    private NpgsqlCommand Command(string sql, object?[] values)
    {
        if (over)
            throw new InvalidOperationException("This session is over: its transaction has ended without the rest of the work.");
        var (text, left) = PostgresSql.Of(sql, values);
        var command = new NpgsqlCommand(text, connection);
        foreach (var value in left)
            command.Parameters.Add(Parameter(value));
        return command;
    }

    private static NpgsqlParameter Parameter(object? value) =>
        value switch
        {
            null => new NpgsqlParameter { Value = DBNull.Value },
            string text => new NpgsqlParameter<string> { TypedValue = Storable(text) },
            long number => new NpgsqlParameter<long> { TypedValue = number },
            int number => new NpgsqlParameter<long> { TypedValue = number },
            _ => throw new ArgumentException(
                $"A {value.GetType().Name} is nothing the database stores: give text or a number.",
                nameof(value)
            ),
        };

    // Half a character becomes the sign for what cannot be read, as everywhere; and the one character that PostgreSQL cannot keep, too.
    public static string Storable(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
            text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return text.Replace('\0', '\uFFFD');
    }
}

/// <summary>The row that the answer stands on.</summary>
internal sealed class PostgresRow(NpgsqlDataReader reader) : Row
{
    public override bool IsNull(int column) => reader.IsDBNull(column);

    // Sums come as decimals, comparisons as truths: here all are numbers.
    public override long GetInt64(int column)
    {
        var type = reader.GetFieldType(column);
        return type == typeof(long) ? reader.GetInt64(column)
            : type == typeof(int) ? reader.GetInt32(column)
            : type == typeof(bool) ? (reader.GetBoolean(column) ? 1 : 0)
            : type == typeof(short) ? reader.GetInt16(column)
            : checked((long)reader.GetDecimal(column));
    }

    public override string GetString(int column) => reader.GetString(column);
}
