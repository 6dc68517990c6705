namespace Couriarr.Jobs.Schedules;

/// <summary>
/// A five-field Unix cron line that keeps its promise when clocks change. With a fixed hour it comes once on every local day:
/// a time that is skipped comes at the first minute after the gap, one that happens twice comes the first time. With an open
/// hour ("*" or "*/n") it follows real time: in both repeated hours, and not in the skipped one.
/// </summary>
public sealed class CronLine
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly string _text;
    private readonly CronCalendar _calendar;

    private CronLine(string text, CronCalendar calendar) => (_text, _calendar) = (text, calendar);

    private bool IsFixed => !_calendar.Hour.IsOpen;

    /// <exception cref="FormatException">Says which field is wrong, and how to write it.</exception>
    public static CronLine Parse(string line)
    {
        try
        {
            return new CronLine(line.Trim(), CalendarOf(Spelled(line.Trim())));
        }
        catch (FormatException e)
        {
            throw new FormatException($"The cron line '{line}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The first tick after an instant, in UTC; null when there is none, like the 30th of February.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset after, TimeZoneInfo zone)
    {
        var from = MinuteOf(after);
        var offset = zone.GetUtcOffset(from);
        var local = from.UtcDateTime + offset + Minute;
        if (IsFixed && ClockChange.FirstBetween(from.AddDays(-1), from, zone) is { } last)
            local = Later(local, last.LocalBefore);

        while (_calendar.AtOrAfter(local) is { } due)
        {
            var tick = new DateTimeOffset(due - offset, TimeSpan.Zero);
            if (ClockChange.FirstBetween(from, tick, zone) is not { } change)
                return tick;
            if (IsFixed && due < change.LocalAfter)
                return change.At;
            from = change.At;
            offset = zone.GetUtcOffset(from);
            local = IsFixed ? Later(change.LocalBefore, change.LocalAfter) : change.LocalAfter;
        }
        return null;
    }

    /// <summary>The newest tick in (after, until]: the one worth catching up on. Halves the span, so that a year is as fast as a day.</summary>
    public DateTimeOffset? LatestBetween(DateTimeOffset after, DateTimeOffset until, TimeZoneInfo zone)
    {
        DateTimeOffset? latest = null;
        var (low, high) = (MinuteOf(after), MinuteOf(until));
        while (low < high)
        {
            var middle = MinuteOf(low + (high - low) / 2);
            if (NextAfter(middle, zone) is { } tick && tick <= high)
                latest = low = tick;
            else
                high = middle;
        }
        return latest;
    }

    public override string ToString() => _text;

    /// <summary>Ticks are whole minutes, so nothing is lost.</summary>
    private static DateTimeOffset MinuteOf(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % Minute.Ticks, TimeSpan.Zero);

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    private static string Spelled(string line) =>
        line.ToUpperInvariant() switch
        {
            "@HOURLY" => "0 * * * *",
            "@DAILY" or "@MIDNIGHT" => "0 0 * * *",
            "@WEEKLY" => "0 0 * * 0",
            "@MONTHLY" => "0 0 1 * *",
            "@YEARLY" or "@ANNUALLY" => "0 0 1 1 *",
            ['@', ..] => throw new FormatException("there are only @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually."),
            _ => line,
        };

    private static CronCalendar CalendarOf(string line)
    {
        if (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not [var minute, var hour, var day, var month, var weekday])
            throw new FormatException("it needs five fields: minute, hour, day, month and weekday. '0 3 * * *' means every day at 3:00.");
        return new CronCalendar(
            CronUnit.Minute.Parse(minute),
            CronUnit.Hour.Parse(hour),
            CronUnit.Day.Parse(day),
            CronUnit.Month.Parse(month),
            CronUnit.Weekday.Parse(weekday)
        );
    }
}
