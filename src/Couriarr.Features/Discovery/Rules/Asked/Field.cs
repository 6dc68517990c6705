using System.Globalization;

namespace Couriarr.Features.Discovery.Rules.Asked;

/// <summary>Something of a show that rules can ask for, under the name that they use.</summary>
internal abstract class Field(string name)
{
    public string Name => name;

    /// <summary>As people read it; null when the catalogue does not know it.</summary>
    public abstract string? Of(Catalogue.Show show);

    public abstract Column NewColumn();
}

internal abstract class Field<T>(string name, Func<Catalogue.Show, T> read) : Field(name)
{
    /// <summary>Nearly every show has its own: looking for equal ones would only cost.</summary>
    public bool IsOneOfAKind { get; init; }

    public virtual IEqualityComparer<T> Same => EqualityComparer<T>.Default;

    /// <summary>Whether a condition has no answer here.</summary>
    public virtual bool IsUnknown(T value) => IsNothing(value);

    public T Read(Catalogue.Show show) => read(show);

    public abstract bool IsNothing(T value);

    protected abstract string Write(T value);

    public override string? Of(Catalogue.Show show) => read(show) is var value && IsNothing(value) ? null : Write(value);

    public override Column NewColumn() => new Column<T>(this);
}

internal sealed class TextField(string name, Func<Catalogue.Show, string?> read) : Field<string?>(name, read)
{
    public override bool IsNothing(string? value) => string.IsNullOrWhiteSpace(value);

    protected override string Write(string? value) => value!.Trim();
}

internal sealed class NumberField(string name, Func<Catalogue.Show, double?> read) : Field<double?>(name, read)
{
    public override bool IsNothing(double? value) => value is null;

    protected override string Write(double? value) => value!.Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Days are counted, so that they compare as numbers do.</summary>
internal sealed class DateField(string name, Func<Catalogue.Show, DateOnly?> read) : Field<double?>(name, show => read(show)?.DayNumber)
{
    public override bool IsNothing(double? value) => value is null;

    protected override string Write(double? value) =>
        DateOnly.FromDayNumber((int)value!.Value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A show without any has an empty list, which is an answer: it has none of them.</summary>
internal sealed class WordsField(string name, Func<Catalogue.Show, IReadOnlyList<string>> read) : Field<IReadOnlyList<string>>(name, read)
{
    public override IEqualityComparer<IReadOnlyList<string>> Same => SameWords.InOrder;

    public override bool IsNothing(IReadOnlyList<string> value) => value.Count == 0;

    public override bool IsUnknown(IReadOnlyList<string> value) => false;

    protected override string Write(IReadOnlyList<string> value) => string.Join(", ", value);

    private sealed class SameWords : IEqualityComparer<IReadOnlyList<string>>
    {
        public static readonly SameWords InOrder = new();

        public bool Equals(IReadOnlyList<string>? x, IReadOnlyList<string>? y) => x!.SequenceEqual(y!, StringComparer.Ordinal);

        public int GetHashCode(IReadOnlyList<string> words) =>
            words.Aggregate(words.Count, (hash, word) => HashCode.Combine(hash, word.GetHashCode(StringComparison.Ordinal)));
    }
}
