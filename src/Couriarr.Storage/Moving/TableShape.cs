using System.Security.Cryptography;
using System.Text;
using Couriarr.Storage.Sql;

namespace Couriarr.Storage.Moving;

/// <summary>A table by its name and columns, which are the same on both sides.</summary>
internal sealed record TableShape(string Name, IReadOnlyList<string> Columns)
{
    public string Quoted => $"\"{Name}\"";

    /// <summary>All values as text: that is the same in both.</summary>
    public string AsText => string.Join(", ", Columns.Select(column => $"CAST(\"{column}\" AS text)"));

    public string ColumnList => string.Join(", ", Columns.Select(column => $"\"{column}\""));

    public string?[] Read(Row row, int first) => [.. Columns.Select((_, at) => row.IsNull(first + at) ? null : row.GetString(first + at))];
}

/// <param name="Number">By which the file goes on.</param>
internal sealed record MovingRow(long Number, string?[] Values);

/// <summary>What is in a table, in two numbers that do not depend on the order of its rows.</summary>
internal sealed record TablePrint(long Rows, ulong Sum)
{
    public static readonly TablePrint Nothing = new(0, 0);

    public static TablePrint Of(IEnumerable<string?[]> rows) =>
        rows.Aggregate(Nothing, (sum, row) => new TablePrint(sum.Rows + 1, unchecked(sum.Sum + Of(row))));

    public static TablePrint operator +(TablePrint one, TablePrint other) => new(one.Rows + other.Rows, unchecked(one.Sum + other.Sum));

    private static ulong Of(string?[] row)
    {
        var text = string.Concat(row.Select(value => value is null ? "-;" : $"{value.Length}:{value};"));
        return BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
