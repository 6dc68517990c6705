using Couriarr.Features.Discovery.Catalogue;

namespace Couriarr.Features.Discovery.Rules.Asked;

/// <summary>
/// What rules ask of many shows, column by column: a fraction of the room that the shows take, and judged in a few milliseconds.
/// It is a picture of one moment and never changes.
/// </summary>
public sealed class ShowTable : IReading<int>
{
    private readonly Dictionary<Field, Column> _columns;

    private ShowTable(IEnumerable<Field> fields) => _columns = fields.ToDictionary(field => field, field => field.NewColumn());

    public int Count { get; private set; }

    /// <param name="shows">Are read once and not kept.</param>
    /// <param name="asking">Rules that shall be asked: of the large fields, like the summary, only those that they need are kept.</param>
    public static ShowTable Of(IEnumerable<Show> shows, params IEnumerable<RuleSet> asking)
    {
        var table = new ShowTable(Fields.Light.Union(asking.SelectMany(rules => rules.Fields)));
        foreach (var show in shows)
        {
            foreach (var column in table._columns.Values)
                column.Add(show);
            table.Count++;
        }
        foreach (var column in table._columns.Values)
            column.Close();
        return table;
    }

    /// <summary>Whether it has all that these rules ask for.</summary>
    public bool Suits(RuleSet rules) => rules.Fields.All(_columns.ContainsKey);

    Func<int, Answer> IReading<int>.Ask<T>(Field<T> field, Func<T, Answer> test) => ColumnOf(field).Ask(test);

    public long IdOf(int row) => (long)At(Fields.Id, row)!.Value;

    internal T At<T>(Field<T> field, int row) => ColumnOf(field).At(row);

    private Column<T> ColumnOf<T>(Field<T> field) =>
        _columns.TryGetValue(field, out var column)
            ? (Column<T>)column
            : throw new InvalidOperationException(
                $"The table of shows was made without {field.Name}. Make it for the rules that ask for it."
            );
}
