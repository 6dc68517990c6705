using System.Globalization;
using Couriarr.Jobs.Schedules;

namespace Couriarr.Tests.Jobs;

internal static class CronWalk
{
    /// <summary>Every tick after an instant, for as long as somebody asks.</summary>
    public static IEnumerable<DateTimeOffset> From(CronLine line, DateTimeOffset after, TimeZoneInfo zone)
    {
        while (line.NextAfter(after, zone) is { } tick)
            yield return after = tick;
    }

    public static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime();

    public static DateTimeOffset[] Instants(string text) => [.. text.Split(' ').Select(Instant)];

    public static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);
}
