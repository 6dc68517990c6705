using Couriarr.Features.Discovery.Catalogue;

namespace Couriarr.Features.Discovery.Rules.Asked;

/// <summary>A question to a show, which it answers with yes, with no, or not at all.</summary>
internal abstract class Condition
{
    /// <summary>The question in words. Two that ask the same have the same words, however they were written.</summary>
    public abstract string Words { get; }

    public virtual IReadOnlyList<Condition> Parts => [];

    public virtual IEnumerable<Field> Fields => Parts.SelectMany(part => part.Fields);

    /// <summary>Its answer may be another one tomorrow though the show stays the same.</summary>
    public virtual bool FollowsCalendar => Parts.Any(part => part.FollowsCalendar);

    /// <summary>Every show has to be asked by itself, because hardly two have the same there.</summary>
    public virtual bool IsSlow => Parts.Any(part => part.IsSlow);

    /// <summary>What the show has of the field that is asked for; null when it has nothing, or when more than one field is asked for.</summary>
    public virtual string? Has(Show show) => null;

    /// <summary>Whether this is certainly the answer.</summary>
    /// <param name="wanted">Yes or no.</param>
    public abstract Func<TRow, bool> Is<TRow>(Answer wanted, IReading<TRow> reading, DateOnly today);

    public Answer Of(Show show, DateOnly today) =>
        Is(Answer.Yes, ShowByShow.Reading, today)(show) ? Answer.Yes
        : Is(Answer.No, ShowByShow.Reading, today)(show) ? Answer.No
        : Answer.Unknown;

    /// <summary>For every row in which each part has this answer.</summary>
    protected Func<TRow, bool> Every<TRow>(Answer wanted, IReading<TRow> reading, DateOnly today)
    {
        var parts = Quickest(wanted, reading, today);
        return row =>
        {
            foreach (var isWanted in parts)
                if (!isWanted(row))
                    return false;
            return true;
        };
    }

    /// <summary>For every row in which some part has this answer.</summary>
    protected Func<TRow, bool> Some<TRow>(Answer wanted, IReading<TRow> reading, DateOnly today)
    {
        var parts = Quickest(wanted, reading, today);
        return row =>
        {
            foreach (var isWanted in parts)
                if (isWanted(row))
                    return true;
            return false;
        };
    }

    // What the quick ones have settled the slow ones are not asked.
    private Func<TRow, bool>[] Quickest<TRow>(Answer wanted, IReading<TRow> reading, DateOnly today) =>
        [.. Parts.OrderBy(part => part.IsSlow).Select(part => part.Is(wanted, reading, today))];

    protected string Joined => string.Join("; ", Parts.Select(part => part.Words).Order(StringComparer.Ordinal));
}
