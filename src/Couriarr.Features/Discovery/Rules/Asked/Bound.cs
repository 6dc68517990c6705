using System.Globalization;

namespace Couriarr.Features.Discovery.Rules.Asked;

/// <summary>A number or day to compare with; a day may be so far from today.</summary>
internal sealed record Bound(string Text, Func<DateOnly, double> On, bool FollowsCalendar = false)
{
    public const string DayForms = "a date like 2010-01-31, today, or a distance from today like -2y, -6m, -3w or +30d";

    public static Bound Of(double number) => new(number.ToString(CultureInfo.InvariantCulture), _ => number);

    public static Bound Of(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), _ => day.DayNumber);

    public static Bound? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? Of(number)
            : null;

    public static Bound? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Of(day)
        : text.Equals("today", StringComparison.OrdinalIgnoreCase) ? new("today", today => today.DayNumber, FollowsCalendar: true)
        : Distance(text) is { } move ? new(text.ToLowerInvariant(), today => move(today).DayNumber, FollowsCalendar: true)
        : null;

    // Three digits at most, so that no day is before the first or after the last there is.
    private static Func<DateOnly, DateOnly>? Distance(string text)
    {
        if (
            text.Length is < 3 or > 5
            || text[0] is not ('+' or '-')
            || !int.TryParse(text[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        )
            return null;
        count = text[0] == '-' ? -count : count;
        return char.ToLowerInvariant(text[^1]) switch
        {
            'd' => today => today.AddDays(count),
            'w' => today => today.AddDays(7 * count),
            'm' => today => today.AddMonths(count),
            'y' => today => today.AddYears(count),
            _ => null,
        };
    }
}

/// <summary>What a field is compared with, and how.</summary>
internal static class Compare
{
    public static readonly IReadOnlyDictionary<string, Func<double, double, bool>> By = new Dictionary<string, Func<double, double, bool>>
    {
        ["<"] = (has, bound) => has < bound,
        ["<="] = (has, bound) => has <= bound,
        [">"] = (has, bound) => has > bound,
        [">="] = (has, bound) => has >= bound,
        ["="] = (has, bound) => has.Equals(bound),
    };

    public static Condition With(Field<double?> field, string sign, Bound bound)
    {
        var compare = By[sign];
        return new Question<double?>(field, $"{sign} {bound.Text}", On, bound.FollowsCalendar);

        Predicate<double?> On(DateOnly today)
        {
            var limit = bound.On(today);
            return has => compare(has!.Value, limit);
        }
    }
}
