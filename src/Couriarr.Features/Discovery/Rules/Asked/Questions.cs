using Couriarr.Features.Discovery.Catalogue;

namespace Couriarr.Features.Discovery.Rules.Asked;

/// <summary>A question to one field. Where the catalogue knows nothing, the answer is unknown.</summary>
/// <param name="test">Made for a day, because what is compared may be so many days from it.</param>
internal sealed class Question<T>(Field<T> of, string words, Func<DateOnly, Predicate<T>> test, bool followsCalendar = false) : Condition
{
    public override string Words => $"{of.Name} {words}";

    public override IEnumerable<Field> Fields => [of];

    public override bool FollowsCalendar => followsCalendar;

    public override string? Has(Show show) => of.Of(show);

    public override bool IsSlow => of.IsOneOfAKind;

    public override Func<TRow, bool> Is<TRow>(Answer wanted, IReading<TRow> reading, DateOnly today)
    {
        var isTrue = test(today);
        var ask = reading.Ask(
            of,
            value =>
                of.IsUnknown(value) ? Answer.Unknown
                : isTrue(value) ? Answer.Yes
                : Answer.No
        );
        return row => ask(row) == wanted;
    }
}

/// <summary>Whether the catalogue knows it at all, which always has an answer.</summary>
internal sealed class IsKnown<T>(Field<T> of, bool wanted) : Condition
{
    public override string Words => $"{of.Name} is {(wanted ? "known" : "not known")}";

    public override IEnumerable<Field> Fields => [of];

    public override string? Has(Show show) => of.Of(show);

    public override bool IsSlow => of.IsOneOfAKind;

    public override Func<TRow, bool> Is<TRow>(Answer answer, IReading<TRow> reading, DateOnly today)
    {
        var ask = reading.Ask(of, value => of.IsNothing(value) != wanted ? Answer.Yes : Answer.No);
        return row => ask(row) == answer;
    }
}
