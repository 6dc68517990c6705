using System.Globalization;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs;
using Microsoft.Extensions.Options;

namespace Couriarr.Features.Notifications.Telling;

/// <summary>Knows when a channel must be quiet, in local time.</summary>
internal sealed class QuietClock(IOptions<JobsOptions> options, TimeProvider clock)
{
    /// <returns>Null when it may be told now.</returns>
    public DateTimeOffset? HeldUntil(Notice notice, ChannelTerms terms) =>
        terms.QuietHours is { } hours && notice.Severity is not Severity.Critical && notice.Event != Topics.Test
            ? EndOf(hours, clock.GetUtcNow(), options.Value.TimeZone)
            : null;

    /// <param name="hours">Two times of day, like 22:00-07:00; the first belongs to them, the second does not.</param>
    /// <returns>Null when it is not within them.</returns>
    public static DateTimeOffset? EndOf(string hours, DateTimeOffset now, TimeZoneInfo zone)
    {
        var times = hours.Split('-', StringSplitOptions.TrimEntries).Select(t => TimeOnly.Parse(t, CultureInfo.InvariantCulture)).ToArray();
        var (from, until) = (times[0], times[1]);
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        if (from == until || !TimeOnly.FromDateTime(local).IsBetween(from, until))
            return null;
        var end = DateOnly.FromDateTime(local).ToDateTime(until);
        if (end <= local)
            end = end.AddDays(1);
        while (zone.IsInvalidTime(end))
            end = end.AddMinutes(15);
        return new DateTimeOffset(end, zone.GetUtcOffset(end)).ToUniversalTime();
    }
}
