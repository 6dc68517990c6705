using Couriarr.Features.Discovery.Catalogue;

namespace Couriarr.Features.Discovery.Rules.Asked;

/// <summary>A question to a show.</summary>
internal abstract class Condition
{
    /// <summary>The question in words. Two that ask the same have the same words, however they were written.</summary>
    public abstract string Words { get; }

    public virtual IReadOnlyList<Condition> Parts => [];

    public virtual IEnumerable<Field> Fields => Parts.SelectMany(part => part.Fields);

    /// <summary>Its answer may be another one tomorrow though the show stays the same.</summary>
    public virtual bool FollowsCalendar => Parts.Any(part => part.FollowsCalendar);

    /// <summary>What the show has of the field that is asked for; null when it has nothing, or when more than one field is asked for.</summary>
    public virtual string? Has(Show show) => null;

    public abstract Func<TRow, Answer> On<TRow>(IReading<TRow> reading, DateOnly today);

    protected Func<TRow, Answer>[] PartsOn<TRow>(IReading<TRow> reading, DateOnly today) =>
        [.. Parts.Select(part => part.On(reading, today))];

    protected string Joined => string.Join("; ", Parts.Select(part => part.Words).Order(StringComparer.Ordinal));
}

internal sealed class All(IReadOnlyList<Condition> parts) : Condition
{
    public override IReadOnlyList<Condition> Parts => parts;

    public override string Words => parts.Count == 1 ? parts[0].Words : $"all of ({Joined})";

    public override Func<TRow, Answer> On<TRow>(IReading<TRow> reading, DateOnly today)
    {
        var asked = PartsOn(reading, today);
        return asked.Length == 1 ? asked[0] : Ask;

        Answer Ask(TRow row)
        {
            var answer = Answer.Yes;
            foreach (var ask in asked)
                switch (ask(row))
                {
                    case Answer.No:
                        return Answer.No;
                    case Answer.Unknown:
                        answer = Answer.Unknown;
                        break;
                }
            return answer;
        }
    }
}

internal sealed class AnyOf(IReadOnlyList<Condition> parts) : Condition
{
    public override IReadOnlyList<Condition> Parts => parts;

    public override string Words => parts.Count == 1 ? parts[0].Words : $"any of ({Joined})";

    public override Func<TRow, Answer> On<TRow>(IReading<TRow> reading, DateOnly today)
    {
        var asked = PartsOn(reading, today);
        return asked.Length == 1 ? asked[0] : Ask;

        Answer Ask(TRow row)
        {
            var answer = Answer.No;
            foreach (var ask in asked)
                switch (ask(row))
                {
                    case Answer.Yes:
                        return Answer.Yes;
                    case Answer.Unknown:
                        answer = Answer.Unknown;
                        break;
                }
            return answer;
        }
    }
}

internal sealed class Not(Condition part) : Condition
{
    public override IReadOnlyList<Condition> Parts => [part];

    public override string Words => $"not ({part.Words})";

    public override Func<TRow, Answer> On<TRow>(IReading<TRow> reading, DateOnly today)
    {
        var ask = part.On(reading, today);
        return row =>
            ask(row) switch
            {
                Answer.Yes => Answer.No,
                Answer.No => Answer.Yes,
                var unknown => unknown,
            };
    }
}

/// <summary>For every show.</summary>
internal sealed class Everything : Condition
{
    public override string Words => "everything";

    public override Func<TRow, Answer> On<TRow>(IReading<TRow> reading, DateOnly today) => _ => Answer.Yes;
}
