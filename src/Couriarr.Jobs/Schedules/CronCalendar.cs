namespace Couriarr.Jobs.Schedules;

/// <summary>The dates and times of a cron line on a wall without clock changes.</summary>
internal sealed record CronCalendar(CronField Minute, CronField Hour, CronField Day, CronField Month, CronField Weekday)
{
    /// <summary>The rarest day there is, a leap day on a given weekday, comes back after 40 years at the latest.</summary>
    private const int YearsToLook = 41;

    /// <summary>The first match from a whole minute on; null when there is none.</summary>
    public DateTime? AtOrAfter(DateTime local)
    {
        var day = DateOnly.FromDateTime(local);
        if (Matches(day) && AtOrAfter(local.Hour, local.Minute) is { } time)
            return day.ToDateTime(time);
        return DayAfter(day)?.ToDateTime(AtOrAfter(0, 0)!.Value);
    }

    private DateOnly? DayAfter(DateOnly day)
    {
        var end = day.Year + YearsToLook < DateOnly.MaxValue.Year ? day.AddYears(YearsToLook) : DateOnly.MaxValue;
        while (day < end)
        {
            day = day.AddDays(1);
            if (Matches(day))
                return day;
            if (!Month.Contains(day.Month))
                day = new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
        }
        return null;
    }

    /// <summary>When both day fields are restricted either may match: "0 0 1 * MON" means the first and every Monday.</summary>
    private bool Matches(DateOnly day)
    {
        var (byDay, byWeekday) = (Day.Contains(day.Day), Weekday.Contains((int)day.DayOfWeek));
        return Month.Contains(day.Month) && (Day.IsOpen || Weekday.IsOpen ? byDay && byWeekday : byDay || byWeekday);
    }

    private TimeOnly? AtOrAfter(int hour, int minute)
    {
        if (Hour.Contains(hour) && Minute.AtOrAfter(minute) is { } sameHour)
            return new TimeOnly(hour, sameHour);
        return Hour.AtOrAfter(hour + 1) is { } later ? new TimeOnly(later, Minute.AtOrAfter(0)!.Value) : null;
    }
}
