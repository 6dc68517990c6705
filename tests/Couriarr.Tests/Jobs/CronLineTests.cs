using Couriarr.Jobs.Schedules;
using Xunit;
using static Couriarr.Tests.Jobs.CronWalk;

namespace Couriarr.Tests.Jobs;

[Trait("family", "jobs")]
public sealed class CronLineTests
{
    [Theory]
    [InlineData("* * * * *", "2026-05-06T07:08:30Z", "2026-05-06T07:09Z 2026-05-06T07:10Z")]
    [InlineData("* * * * *", "2026-05-06T07:08:00Z", "2026-05-06T07:09Z")]
    [InlineData("* * * * *", "2026-05-06T07:08:59+02:00", "2026-05-06T05:09Z")]
    [InlineData("*/20 8-9 * * *", "2026-05-06T09:00Z", "2026-05-06T09:20Z 2026-05-06T09:40Z 2026-05-07T08:00Z")]
    [InlineData("50/5 0 * * *", "2026-05-06T00:00Z", "2026-05-06T00:50Z 2026-05-06T00:55Z 2026-05-07T00:50Z")]
    [InlineData("1,3-5 0 * * *", "2026-05-06T00:01Z", "2026-05-06T00:03Z 2026-05-06T00:04Z 2026-05-06T00:05Z 2026-05-07T00:01Z")]
    [InlineData("0 12 * jul-AUG ?", "2026-08-31T00:00Z", "2026-08-31T12:00Z 2027-07-01T12:00Z")]
    [InlineData("0 12 ? * sat-sun", "2026-05-06T00:00Z", "2026-05-09T12:00Z 2026-05-10T12:00Z 2026-05-16T12:00Z")]
    [InlineData("0 12 * * 0", "2026-05-06T00:00Z", "2026-05-10T12:00Z 2026-05-17T12:00Z")]
    [InlineData("0 12 * * 7", "2026-05-06T00:00Z", "2026-05-10T12:00Z 2026-05-17T12:00Z")]
    [InlineData("0 12 * * 6-7", "2026-05-06T00:00Z", "2026-05-09T12:00Z 2026-05-10T12:00Z 2026-05-16T12:00Z")]
    [InlineData("  59   23 31\t12 *  ", "2026-05-06T00:00Z", "2026-12-31T23:59Z 2027-12-31T23:59Z")]
    [InlineData("0 0 1 1 *", "2026-12-31T23:59:59.999Z", "2027-01-01T00:00Z 2028-01-01T00:00Z")]
    [InlineData("0 0 31 * *", "2026-01-31T00:00Z", "2026-03-31T00:00Z 2026-05-31T00:00Z")]
    [InlineData("0 0 29 2 *", "2026-05-06T00:00Z", "2028-02-29T00:00Z 2032-02-29T00:00Z")]
    [InlineData("0 0 29 2 *", "2096-02-29T00:00Z", "2104-02-29T00:00Z")]
    [InlineData("0 0 29 2 */7", "2088-02-29T00:00Z", "2128-02-29T00:00Z")]
    public void Says_when_the_next_ticks_are(string line, string after, string expected) =>
        Assert.Equal(Instants(expected), Ticks(line, after).Take(Instants(expected).Length));

    [Theory]
    [InlineData("0 0 13 * FRI", "2026-05-06T00:00Z", "2026-05-08T00:00Z 2026-05-13T00:00Z 2026-05-15T00:00Z 2026-05-22T00:00Z")]
    [InlineData("0 0 1-3 6 SUN", "2026-06-01T00:00Z", "2026-06-02T00:00Z 2026-06-03T00:00Z 2026-06-07T00:00Z 2026-06-14T00:00Z")]
    public void Comes_on_either_when_day_and_weekday_are_both_restricted(string line, string after, string expected) =>
        Assert.Equal(Instants(expected), Ticks(line, after).Take(Instants(expected).Length));

    [Fact]
    public void Needs_both_days_when_one_field_begins_with_a_star() =>
        Assert.Equal(Instants("2026-05-11T00:00Z 2026-05-25T00:00Z"), Ticks("0 0 */2 * MON", "2026-05-06T00:00Z").Take(2));

    [Theory]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 0 31 4,6,9,11 *")]
    public void Never_comes_on_a_day_that_no_year_has(string line)
    {
        Assert.Empty(Ticks(line, "2026-05-06T00:00Z"));
        Assert.Null(CronLine.Parse(line).LatestBetween(Instant("2016-01-01T00:00Z"), Instant("2026-01-01T00:00Z"), Zone("Europe/Berlin")));
    }

    [Fact]
    public void Ends_with_the_calendar() => Assert.Empty(Ticks("0 0 1 1 *", "9999-06-01T00:00Z"));

    [Theory]
    [InlineData("@hourly", "0 * * * *")]
    [InlineData("@daily", "0 0 * * *")]
    [InlineData("@Midnight", "0 0 * * *")]
    [InlineData("@weekly", "0 0 * * SUN")]
    [InlineData("@monthly", "0 0 1 * *")]
    [InlineData("@yearly", "0 0 1 1 *")]
    [InlineData("@annually", "0 0 1 1 *")]
    public void Knows_the_usual_words(string word, string line)
    {
        Assert.Equal(Ticks(line, "2026-05-06T00:30Z").Take(30), Ticks(word, "2026-05-06T00:30Z").Take(30));
        Assert.Equal(word, CronLine.Parse(word).ToString());
    }

    [Theory]
    [InlineData("", "needs five fields")]
    [InlineData("0 3 * *", "needs five fields")]
    [InlineData("0 0 3 * * *", "needs five fields")]
    [InlineData("@reboot", "there are only @hourly, @daily")]
    [InlineData("60 3 * * *", "its minute '60' is not between 0 and 59. Write for example 0, */15 or 0,30.")]
    [InlineData("0 24 * * *", "its hour '24' is not between 0 and 23.")]
    [InlineData("0 3 0 * *", "its day of the month '0' is not between 1 and 31.")]
    [InlineData("0 3 32 * *", "its day of the month '32' is not between 1 and 31.")]
    [InlineData("0 3 * 13 *", "its month '13' is not between 1 and 12.")]
    [InlineData("0 3 * * 8", "its weekday '8' is not between 0 and 7.")]
    [InlineData("0 3 * JUNE *", "its month 'JUNE' is neither a number nor one of JAN FEB")]
    [InlineData("0 3 L * *", "its day of the month 'L' is not a number.")]
    [InlineData("0 3 * * MON#2", "its weekday 'MON#2' is neither a number nor one of SUN MON")]
    [InlineData("+5 3 * * *", "its minute '+5' is not a number.")]
    [InlineData("99999999999 3 * * *", "its minute '99999999999' is not between 0 and 59.")]
    [InlineData("0 22-2 * * *", "its hour '22-2' runs backwards (write 22-23,0-2).")]
    [InlineData("0 1-2-3 * * *", "its hour '1-2-3' has more than one dash.")]
    [InlineData("0 -3 * * *", "its hour '' has nothing where a value should be.")]
    [InlineData("0,,30 3 * * *", "its minute '' has nothing where a value should be.")]
    [InlineData("*/0 3 * * *", "its minute '*/0' steps by something that is not a number between 1 and 59.")]
    [InlineData("*/60 3 * * *", "its minute '*/60' steps by something that is not a number between 1 and 59.")]
    [InlineData("*/x 3 * * *", "its minute '*/x' steps by something that is not a number between 1 and 59.")]
    [InlineData("*/2/2 3 * * *", "its minute '*/2/2' has more than one slash.")]
    public void Says_which_field_it_cannot_read(string line, string why)
    {
        var error = Assert.Throws<FormatException>(() => CronLine.Parse(line));
        Assert.StartsWith($"The cron line '{line}' cannot be read: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("* * * * *", "2016-05-06T07:08Z", "2026-05-06T07:08:59Z", "2026-05-06T07:08Z")]
    [InlineData("0 0 29 2 *", "2016-05-06T00:00Z", "2026-05-06T00:00Z", "2024-02-28T23:00Z")]
    [InlineData("0 1 1 1 *", "2016-05-06T00:00Z", "2026-01-01T00:00Z", "2026-01-01T00:00Z")]
    [InlineData("5 0 * * *", "2026-05-05T21:50Z", "2026-05-05T22:20Z", "2026-05-05T22:05Z")]
    [InlineData("5 0 * * *", "2026-05-05T22:05Z", "2026-05-06T22:04:59Z", null)]
    [InlineData("* * * * *", "2026-05-05T22:05:01Z", "2026-05-05T22:05:59Z", null)]
    [InlineData("* * * * *", "2026-05-06T00:00Z", "2026-05-05T00:00Z", null)]
    public void Finds_the_one_tick_to_catch_up_on(string line, string after, string until, string? expected) =>
        Assert.Equal(
            expected is null ? null : Instant(expected),
            CronLine.Parse(line).LatestBetween(Instant(after), Instant(until), Zone("Europe/Berlin"))
        );

    private static IEnumerable<DateTimeOffset> Ticks(string line, string after) =>
        From(CronLine.Parse(line), Instant(after), TimeZoneInfo.Utc);
}
