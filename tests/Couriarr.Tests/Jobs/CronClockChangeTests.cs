using Couriarr.Jobs.Schedules;
using Xunit;
using static Couriarr.Tests.Jobs.CronWalk;

namespace Couriarr.Tests.Jobs;

/// <summary>The expected instants are the zones' published rules for 2026, worked out apart from the code.</summary>
[Trait("family", "jobs")]
public sealed class CronClockChangeTests
{
    internal static readonly string[] Zones =
    [
        "Africa/Cairo",
        "America/Havana",
        "America/Santiago",
        "Asia/Beirut",
        "Atlantic/Azores",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "Asia/Kolkata",
        "UTC",
        "America/St_Johns",
        "Africa/Casablanca",
        "Asia/Kathmandu",
    ];

    public static MatrixTheoryData<string, string> ZonesAndLines { get; } = new(Zones, ["5 0 * * *", "30 2 * * *"]);

    [Theory]
    [MemberData(nameof(ZonesAndLines))]
    public void E11_Comes_once_on_each_of_400_local_days(string zone, string line)
    {
        var first = new DateOnly(2026, 1, 1);
        var midnight = new DateTime(2026, 1, 1) - Zone(zone).GetUtcOffset(Instant("2026-01-01T00:00Z"));
        var end = new DateTimeOffset(midnight, TimeSpan.Zero).AddDays(401);

        var dates = From(CronLine.Parse(line), new DateTimeOffset(midnight, TimeSpan.Zero), Zone(zone))
            .TakeWhile(tick => tick < end)
            .Select(tick => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(tick, Zone(zone)).DateTime))
            .TakeWhile(date => date < first.AddDays(400));

        Assert.Equal(Enumerable.Range(0, 400).Select(first.AddDays), dates);
    }

    [Theory]
    [InlineData("Africa/Cairo", "5 0 * * *", "2026-04-22T22:05Z 2026-04-23T22:00Z 2026-04-24T21:05Z")]
    [InlineData("America/Havana", "5 0 * * *", "2026-03-07T05:05Z 2026-03-08T05:00Z 2026-03-09T04:05Z")]
    [InlineData("America/Santiago", "5 0 * * *", "2026-09-05T04:05Z 2026-09-06T04:00Z 2026-09-07T03:05Z")]
    [InlineData("Asia/Beirut", "5 0 * * *", "2026-03-27T22:05Z 2026-03-28T22:00Z 2026-03-29T21:05Z")]
    [InlineData("Atlantic/Azores", "5 0 * * *", "2026-03-28T01:05Z 2026-03-29T01:00Z 2026-03-30T00:05Z")]
    [InlineData("Europe/Berlin", "30 2 * * *", "2026-03-28T01:30Z 2026-03-29T01:00Z 2026-03-30T00:30Z")]
    [InlineData("America/New_York", "30 2 * * *", "2026-03-07T07:30Z 2026-03-08T07:00Z 2026-03-09T06:30Z")]
    [InlineData("America/St_Johns", "30 2 * * *", "2026-03-07T06:00Z 2026-03-08T05:30Z 2026-03-09T05:00Z")]
    [InlineData("Pacific/Auckland", "30 2 * * *", "2026-09-25T14:30Z 2026-09-26T14:00Z 2026-09-27T13:30Z")]
    [InlineData("Australia/Lord_Howe", "15 2 * * *", "2026-10-02T15:45Z 2026-10-03T15:30Z 2026-10-04T15:15Z")]
    [InlineData("Australia/Lord_Howe", "30 2 * * *", "2026-10-02T16:00Z 2026-10-03T15:30Z 2026-10-04T15:30Z")]
    [InlineData("Europe/Berlin", "0,30 2,3 * * *", "2026-03-28T02:30Z 2026-03-29T01:00Z 2026-03-29T01:30Z 2026-03-30T00:00Z")]
    public void E11_Comes_at_the_first_minute_after_a_gap_that_swallows_it(string zone, string line, string expected) =>
        AssertTicks(zone, line, expected);

    [Theory]
    [InlineData("America/Havana", "5 0 * * *", "2026-10-31T04:05Z 2026-11-01T04:05Z 2026-11-02T05:05Z")]
    [InlineData("Atlantic/Azores", "5 0 * * *", "2026-10-24T00:05Z 2026-10-25T00:05Z 2026-10-26T01:05Z")]
    [InlineData("Europe/Berlin", "30 2 * * *", "2026-10-24T00:30Z 2026-10-25T00:30Z 2026-10-26T01:30Z")]
    [InlineData("Australia/Lord_Howe", "45 1 * * *", "2026-04-03T14:45Z 2026-04-04T14:45Z 2026-04-05T15:15Z")]
    [InlineData("Africa/Cairo", "30 23 * * *", "2026-10-28T20:30Z 2026-10-29T20:30Z 2026-10-30T21:30Z")]
    [InlineData("Europe/Berlin", "30 2,3 * * *", "2026-10-24T01:30Z 2026-10-25T00:30Z 2026-10-25T02:30Z")]
    public void E11_Comes_only_the_first_of_two_times(string zone, string line, string expected) => AssertTicks(zone, line, expected);

    [Theory]
    [InlineData("Europe/Berlin", "30 2 * * *", "2026-10-25T01:00Z", "2026-10-26T01:30Z")]
    [InlineData("Europe/Berlin", "30 2 * * *", "2026-10-25T01:29Z", "2026-10-26T01:30Z")]
    [InlineData("Africa/Cairo", "5 0 * * *", "2026-04-23T21:59Z", "2026-04-23T22:00Z")]
    [InlineData("Africa/Cairo", "5 0 * * *", "2026-04-23T21:59:59Z", "2026-04-23T22:00Z")]
    [InlineData("Africa/Cairo", "5 0 * * *", "2026-04-23T22:00Z", "2026-04-24T21:05Z")]
    public void Does_not_matter_in_which_minute_of_a_change_it_is_asked(string zone, string line, string after, string expected) =>
        Assert.Equal(Instant(expected), CronLine.Parse(line).NextAfter(Instant(after), Zone(zone)));

    [Theory]
    [InlineData("Europe/Berlin", "30 * * * *", "2026-03-29T00:30Z 2026-03-29T01:30Z 2026-03-29T02:30Z")]
    [InlineData("Europe/Berlin", "30 * * * *", "2026-10-25T00:30Z 2026-10-25T01:30Z 2026-10-25T02:30Z")]
    [InlineData("Europe/Berlin", "30 */2 * * *", "2026-03-28T23:30Z 2026-03-29T02:30Z 2026-03-29T04:30Z")]
    [InlineData("Europe/Berlin", "30 */2 * * *", "2026-10-24T22:30Z 2026-10-25T00:30Z 2026-10-25T01:30Z 2026-10-25T03:30Z")]
    [InlineData("Australia/Lord_Howe", "*/15 * * * *", "2026-10-03T15:15Z 2026-10-03T15:30Z 2026-10-03T15:45Z")]
    [InlineData("Australia/Lord_Howe", "45 * * * *", "2026-04-04T14:45Z 2026-04-04T15:15Z 2026-04-04T16:15Z")]
    [InlineData("Atlantic/Azores", "50 */23 25 10 *", "2026-10-25T00:50Z 2026-10-25T01:50Z 2026-10-26T00:50Z 2027-10-25T00:50Z")]
    public void E11_Follows_real_time_when_the_hour_is_open(string zone, string line, string expected) => AssertTicks(zone, line, expected);

    [Theory]
    [InlineData("Africa/Cairo", "2026-04-23T22:20Z", "2026-04-23T22:00Z")]
    [InlineData("America/Havana", "2026-11-01T05:20Z", "2026-11-01T04:05Z")]
    [InlineData("America/Havana", "2026-11-02T05:20Z", "2026-11-02T05:05Z")]
    public void Catches_up_across_a_change(string zone, string until, string expected) =>
        Assert.Equal(
            Instant(expected),
            CronLine.Parse("5 0 * * *").LatestBetween(Instant("2025-01-01T00:00Z"), Instant(until), Zone(zone))
        );

    [Fact]
    public void Comes_once_for_everything_in_a_day_that_a_zone_left_out() =>
        AssertTicks("Pacific/Apia", "0 3,9 * * *", "2011-12-29T19:00Z 2011-12-30T10:00Z 2011-12-30T13:00Z");

    private static void AssertTicks(string zone, string line, string expected)
    {
        var instants = Instants(expected);
        Assert.Equal(instants, From(CronLine.Parse(line), instants[0].AddMinutes(-1), Zone(zone)).Take(instants.Length));
    }
}
