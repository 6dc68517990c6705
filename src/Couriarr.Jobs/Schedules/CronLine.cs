namespace Couriarr.Jobs.Schedules;
internal sealed class CronLine
{
    public static CronLine Parse(string line) => new();
    public DateTimeOffset? NextAfter(DateTimeOffset after, TimeZoneInfo zone) => null;
    public DateTimeOffset? LatestBetween(DateTimeOffset after, DateTimeOffset until, TimeZoneInfo zone) => null;
}
