using System.Globalization;
using Couriarr.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Couriarr.Storage;

/// <summary>The database of an earlier service, which is only read. It may be of any of its versions: a column that it lacks is empty.</summary>
public sealed class EarlierDatabase : IDisposable
{
    private readonly SqliteConnection _connection;

    private EarlierDatabase(string path, SqliteConnection connection) => (Path, _connection) = (path, connection);

    public string Path { get; }

    /// <exception cref="StartupException">With a sentence for the owner.</exception>
    public static EarlierDatabase Open(string path)
    {
        _ = SqliteEngine.Version;
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            var earlier = new EarlierDatabase(path, connection);
            _ = earlier.Has("sqlite_schema");
            return earlier;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Unreadable(path, e);
        }
    }

    public bool Has(string table)
    {
        using var asking = _connection.CreateCommand();
        asking.CommandText = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = $name";
        asking.Parameters.AddWithValue("$name", table);
        return (long)asking.ExecuteScalar()! > 0;
    }

    /// <param name="table">One of ours to know, never a name from outside.</param>
    public IEnumerable<EarlierRow> Each(string table)
    {
        using var asking = _connection.CreateCommand();
        asking.CommandText = $"SELECT * FROM {table}";
        using var answer = asking.ExecuteReader();
        while (Next(answer))
            yield return new EarlierRow(
                Enumerable
                    .Range(0, answer.FieldCount)
                    .ToDictionary(answer.GetName, i => answer.IsDBNull(i) ? null : answer.GetValue(i), StringComparer.OrdinalIgnoreCase)
            );
    }

    public void Dispose() => _connection.Dispose();

    // It may be damaged anywhere.
    private bool Next(SqliteDataReader answer)
    {
        try
        {
            return answer.Read();
        }
        catch (SqliteException e)
        {
            throw Unreadable(Path, e);
        }
    }

    private static StartupException Unreadable(string path, SqliteException e) =>
        new(
            $"{path} cannot be read as a database of SQLite ({e.Message}). Stop the earlier service and name its file, or a copy of it.",
            StartupException.Configuration
        );
}

/// <summary>A row as whoever wrote it liked: SQLite holds anyone to nothing.</summary>
public sealed class EarlierRow(IReadOnlyDictionary<string, object?> cells)
{
    public string? Text(string column) => Cell(column) is { } cell ? Convert.ToString(cell, CultureInfo.InvariantCulture) : null;

    public double? Number(string column) =>
        Cell(column) switch
        {
            long whole => whole,
            double real => real,
            string text when double.TryParse(text, CultureInfo.InvariantCulture, out var read) => read,
            _ => null,
        };

    public long? Whole(string column) => Number(column) is { } number && Math.Abs(number) < long.MaxValue ? (long)number : null;

    /// <summary>In milliseconds since 1970. A time without a zone is one of UTC, as SQLite writes it.</summary>
    public long? Time(string column) =>
        Cell(column) is string text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)
            ? read.ToUnixTimeMilliseconds()
            : Whole(column) * 1000;

    private object? Cell(string column) => cells.GetValueOrDefault(column);
}
