using System.Globalization;

namespace Couriarr.Jobs.Schedules;

/// <summary>What a field counts, and how people write that.</summary>
/// <param name="Names">Stand for the numbers from <paramref name="First"/> on.</param>
internal sealed record CronUnit(string Name, int First, int Last, string Example, params string[] Names)
{
    public static readonly CronUnit Minute = new("minute", 0, 59, "0, */15 or 0,30");
    public static readonly CronUnit Hour = new("hour", 0, 23, "3, */6 or 8-20");
    public static readonly CronUnit Day = new("day of the month", 1, 31, "1, */2 or 1,15");
    public static readonly CronUnit Month = new(
        "month",
        1,
        12,
        "1, */3 or JUN-AUG",
        "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".Split(' ')
    );
    public static readonly CronUnit Weekday = new("weekday", 0, 6, "0, MON-FRI or SAT,SUN", "SUN MON TUE WED THU FRI SAT".Split(' '));

    /// <summary>Cron lets people write Sunday as 7, too.</summary>
    private int Highest => this == Weekday ? 7 : Last;

    public CronField Parse(string text)
    {
        var values = text.Split(',').Select(ValuesOf).Aggregate((all, part) => all | part);
        if (this == Weekday)
            values = (values | values >> 7) & 0b111_1111;
        return new CronField(values, IsStar(text[..1]));
    }

    private ulong ValuesOf(string part)
    {
        if (part.Split('/') is not [var range, .. { Length: <= 1 } step])
            throw Wrong(part, "has more than one slash");
        var (from, to) = RangeOf(range, isOpenEnded: step.Length == 1);
        var stride = step.Length == 0 ? 1 : StepOf(part, step[0]);
        var values = 0UL;
        for (var value = from; value <= to; value += stride)
            values |= 1UL << value;
        return values;
    }

    private (int From, int To) RangeOf(string range, bool isOpenEnded)
    {
        if (IsStar(range))
            return (First, Last);
        if (range.Split('-') is not [var start, .. { Length: <= 1 } end])
            throw Wrong(range, "has more than one dash");
        var from = NumberOf(start);
        if (end.Length == 0)
            return (from, isOpenEnded ? Math.Max(from, Last) : from);
        var to = NumberOf(end[0]);
        if (this == Weekday && to == 0 && from > 0)
            to = 7;
        return from <= to ? (from, to) : throw Wrong(range, $"runs backwards (write {from}-{Last},{First}-{to})");
    }

    private int StepOf(string part, string step) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var stride) && stride >= 1 && stride <= Highest
            ? stride
            : throw Wrong(part, $"steps by something that is not a number between 1 and {Highest}");

    private int NumberOf(string text)
    {
        var named = Array.FindIndex(Names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (named >= 0)
            return First + named;
        if (text.Length == 0)
            throw Wrong(text, "has nothing where a value should be");
        if (!text.All(char.IsAsciiDigit))
            throw Wrong(text, Names.Length == 0 ? "is not a number" : $"is neither a number nor one of {string.Join(' ', Names)}");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= First && number <= Highest
            ? number
            : throw Wrong(text, $"is not between {First} and {Highest}");
    }

    private static bool IsStar(string text) => text is "*" or "?";

    private FormatException Wrong(string text, string why) => new($"its {Name} '{text}' {why}. Write for example {Example}.");
}
