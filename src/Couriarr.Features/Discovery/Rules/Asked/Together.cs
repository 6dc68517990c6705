namespace Couriarr.Features.Discovery.Rules.Asked;

/// <summary>Yes when every part is, no as soon as one is.</summary>
internal sealed class All : Condition
{
    private All(IReadOnlyList<Condition> parts) => Parts = parts;

    public override IReadOnlyList<Condition> Parts { get; }

    public override string Words => $"all of ({Joined})";

    public static Condition Of(params IReadOnlyList<Condition> parts) => parts.Count == 1 ? parts[0] : new All(parts);

    public override Func<TRow, bool> Is<TRow>(Answer wanted, IReading<TRow> reading, DateOnly today) =>
        wanted == Answer.Yes ? Every(Answer.Yes, reading, today) : Some(Answer.No, reading, today);
}

/// <summary>Yes as soon as one part is, no when every part is.</summary>
internal sealed class AnyOf : Condition
{
    private AnyOf(IReadOnlyList<Condition> parts) => Parts = parts;

    public override IReadOnlyList<Condition> Parts { get; }

    public override string Words => $"any of ({Joined})";

    public static Condition Of(params IReadOnlyList<Condition> parts) => parts.Count == 1 ? parts[0] : new AnyOf(parts);

    public override Func<TRow, bool> Is<TRow>(Answer wanted, IReading<TRow> reading, DateOnly today) =>
        wanted == Answer.Yes ? Some(Answer.Yes, reading, today) : Every(Answer.No, reading, today);
}

internal sealed class Not(Condition part) : Condition
{
    public override IReadOnlyList<Condition> Parts => [part];

    public override string Words => $"not ({part.Words})";

    public override Func<TRow, bool> Is<TRow>(Answer wanted, IReading<TRow> reading, DateOnly today) =>
        part.Is(wanted == Answer.Yes ? Answer.No : Answer.Yes, reading, today);
}

/// <summary>Whether none of the filters rules the show out. Always has an answer, as the filters have.</summary>
internal sealed class PassesFilters(IReadOnlyList<Condition> objections) : Condition
{
    public override IReadOnlyList<Condition> Parts => objections;

    public override string Words => $"passes the filters ({Joined})";

    public override Func<TRow, bool> Is<TRow>(Answer wanted, IReading<TRow> reading, DateOnly today)
    {
        var isRuledOut = Some(Answer.Yes, reading, today);
        return wanted == Answer.No ? isRuledOut : row => !isRuledOut(row);
    }
}

/// <summary>For every show.</summary>
internal sealed class Everything : Condition
{
    public override string Words => "everything";

    public override Func<TRow, bool> Is<TRow>(Answer wanted, IReading<TRow> reading, DateOnly today) => _ => wanted == Answer.Yes;
}
