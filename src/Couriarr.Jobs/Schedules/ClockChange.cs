namespace Couriarr.Jobs.Schedules;

/// <summary>The instant at which the clocks of a zone jump, forwards or back, by an hour or anything else.</summary>
/// <param name="LocalBefore">What clocks would show had they not jumped.</param>
/// <param name="LocalAfter">What they show instead.</param>
internal sealed record ClockChange(DateTimeOffset At, DateTime LocalBefore, DateTime LocalAfter)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// The first one in (after, until], both whole minutes. It asks for offsets of instants only, which always have one:
    /// local times do not, and the framework throws at some of them.
    /// </summary>
    public static ClockChange? FirstBetween(DateTimeOffset after, DateTimeOffset until, TimeZoneInfo zone)
    {
        var before = zone.GetUtcOffset(after);
        while (after < until)
        {
            var next = until - after > Day ? after + Day : until;
            if (zone.GetUtcOffset(next) != before)
                return Between(after, next, zone);
            after = next;
        }
        return null;
    }

    /// <summary>Narrows down to the minute a change that is known to lie in (low, high].</summary>
    private static ClockChange Between(DateTimeOffset low, DateTimeOffset high, TimeZoneInfo zone)
    {
        var before = zone.GetUtcOffset(low);
        while (high - low > TimeSpan.FromMinutes(1))
        {
            var middle = low.AddMinutes(Math.Floor((high - low).TotalMinutes / 2));
            (low, high) = zone.GetUtcOffset(middle) == before ? (middle, high) : (low, middle);
        }
        return new ClockChange(high, high.UtcDateTime + before, high.UtcDateTime + zone.GetUtcOffset(high));
    }
}
