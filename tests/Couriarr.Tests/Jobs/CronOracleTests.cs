using Couriarr.Jobs.Schedules;
using FsCheck;
using FsCheck.Fluent;
using Quartz;
using Xunit;
using static Couriarr.Tests.Jobs.CronWalk;

namespace Couriarr.Tests.Jobs;

/// <summary>Generated lines against somebody else's reading of them, and against the rules spelled out minute by minute.</summary>
[Trait("family", "jobs")]
public sealed class CronOracleTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true);

    [Fact]
    public void Agrees_with_Quartz_where_clocks_never_change() =>
        Check.One(
            Thorough,
            Prop.ForAll(
                LineAndMoment().ToArbitrary(),
                given =>
                {
                    var ours = From(CronLine.Parse(given.Line.Unix), given.Moment, TimeZoneInfo.Utc).Take(20).ToArray();
                    Assert.Equal(QuartzTicks(given.Line.Quartz, given.Moment).Take(20), ours);
                }
            )
        );

    [Fact]
    public void Keeps_the_rules_in_every_minute_around_every_clock_change() =>
        Check.One(
            Thorough,
            Prop.ForAll(
                (from given in LineAndChange() from sooner in Gen.Choose(-120, 2880) select (given, sooner)).ToArbitrary(),
                it =>
                {
                    var ((line, zone, change), after) = (it.given, it.given.Change.At.AddMinutes(-it.sooner));
                    var end = change.At.AddDays(2);
                    var ours = From(CronLine.Parse(line.Unix), after, zone).TakeWhile(tick => tick <= end);
                    Assert.Equal(SpelledOut(line, change.At.AddDays(-2), end, zone).Where(tick => tick > after), ours);
                }
            )
        );

    [Fact]
    public void The_latest_between_is_the_last_of_all_between() =>
        Check.One(
            Thorough,
            Prop.ForAll(
                (
                    from given in LineAndChange()
                    from before in Gen.Choose(0, 5000)
                    from after in Gen.Choose(-200, 5000)
                    select (given, before, after)
                ).ToArbitrary(),
                it =>
                {
                    var (line, zone) = (CronLine.Parse(it.given.Line.Unix), it.given.Zone);
                    var (after, until) = (it.given.Change.At.AddMinutes(-it.before), it.given.Change.At.AddMinutes(it.after));
                    var all = From(line, after, zone).TakeWhile(tick => tick <= until).Select(tick => (DateTimeOffset?)tick);
                    Assert.Equal(all.LastOrDefault(), line.LatestBetween(after, until, zone));
                }
            )
        );

    /// <summary>
    /// The promise of <see cref="CronLine"/> as one walk over every minute. A fixed line looks at all local minutes that clocks have not shown
    /// yet, those in a gap included; an open one at the minute they show.
    /// </summary>
    private static IEnumerable<DateTimeOffset> SpelledOut(Line line, DateTimeOffset start, DateTimeOffset end, TimeZoneInfo zone)
    {
        var wall = QuartzTicks(line.Quartz, start.AddDays(-3))
            .Select(tick => tick.DateTime)
            .TakeWhile(local => local < end.DateTime.AddDays(2))
            .ToHashSet();
        var shown = Local(start, zone);
        for (var at = start.AddMinutes(1); at <= end; at = at.AddMinutes(1))
        {
            var local = Local(at, zone);
            if (line.HasOpenHour ? wall.Contains(local) : Minutes(shown, local).Any(wall.Contains))
                yield return at;
            shown = local > shown ? local : shown;
        }
    }

    private static IEnumerable<DateTime> Minutes(DateTime after, DateTime until)
    {
        for (var local = after.AddMinutes(1); local <= until; local = local.AddMinutes(1))
            yield return local;
    }

    private static DateTime Local(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

    private static IEnumerable<DateTimeOffset> QuartzTicks(string line, DateTimeOffset after)
    {
        var quartz = new CronExpression(line, TimeZoneInfo.Utc);
        while (quartz.GetNextValidTimeAfter(after) is { } tick)
            yield return after = tick;
    }

    private static Gen<(Line Line, DateTimeOffset Moment)> LineAndMoment() =>
        from line in Lines()
        from second in Gen.Choose(0, 10 * 365 * 86400)
        select (line, Instant("2020-01-01T00:00Z").AddSeconds(second));

    private static Gen<(Line Line, TimeZoneInfo Zone, ClockChange Change)> LineAndChange() =>
        from line in Lines()
        from place in Gen.Elements(Changes)
        select (line, place.Zone, place.Change);

    private static readonly (TimeZoneInfo Zone, ClockChange Change)[] Changes =
    [
        .. CronClockChangeTests.Zones.Select(Zone).SelectMany(zone => ChangesOf(zone).Select(change => (zone, change))),
    ];

    private static IEnumerable<ClockChange> ChangesOf(TimeZoneInfo zone)
    {
        var at = Instant("2026-01-01T00:00Z");
        while (ClockChange.FirstBetween(at, Instant("2028-01-01T00:00Z"), zone) is { } change)
        {
            yield return change;
            at = change.At;
        }
    }

    private static Gen<Line> Lines() =>
        from minute in Field(0, 59)
        from hour in Field(0, 23)
        from month in Gen.Frequency((4, Gen.Constant("*")), (1, Field(1, 12)))
        from day in Field(1, 31)
        from weekday in Field(0, 6)
        from which in Gen.Elements("every", "every", "day", "weekday")
        select which switch
        {
            "day" => new Line($"{minute} {hour} {day} {month} *", $"0 {minute} {hour} {day} {month} ?"),
            "weekday" => new Line($"{minute} {hour} * {month} {weekday}", $"0 {minute} {hour} ? {month} {CountedFromOne(weekday)}"),
            _ => new Line($"{minute} {hour} * {month} *", $"0 {minute} {hour} * {month} ?"),
        };

    private static Gen<string> Field(int first, int last)
    {
        var one = from value in Gen.Choose(first, last) select $"{value}";
        var range = from low in Gen.Choose(first, last) from high in Gen.Choose(low, last) select $"{low}-{high}";
        var step = from stride in Gen.Choose(1, last) select $"/{stride}";
        var stepped = from start in Gen.OneOf(range, Gen.Constant("*"), one) from stride in step select start + stride;
        var list = from parts in Gen.NonEmptyListOf(Gen.OneOf(one, range)) select string.Join(',', parts.Take(4));
        return Gen.Frequency((2, Gen.Constant("*")), (3, one), (2, range), (2, stepped), (2, list));
    }

    /// <summary>Quartz's Sunday is 1. Numbers after a slash are no weekdays.</summary>
    private static string CountedFromOne(string weekdays) =>
        string.Join(
            ',',
            weekdays.Split(',').Select(part => string.Join('/', part.Split('/').Select((piece, i) => i == 0 ? PlusOne(piece) : piece)))
        );

    private static string PlusOne(string range) => string.Concat(range.Select(c => char.IsAsciiDigit(c) ? (char)(c + 1) : c));

    private sealed record Line(string Unix, string Quartz)
    {
        public bool HasOpenHour => Unix.Split(' ')[1][0] == '*';
    }
}
