using Microsoft.Extensions.Options;

namespace Couriarr.Jobs.Schedules;

/// <summary>Every schedule with the line that is in force, and its zone.</summary>
public sealed class Calendar
{
    public Calendar(IEnumerable<Schedule> schedules, IOptions<JobsOptions> options)
    {
        var lines = options.Value.Schedules;
        Entries = [.. schedules.Select(s => new CalendarEntry(s, lines.GetValueOrDefault(s.Name, s.Cron), options.Value.TimeZone))];
    }

    public IReadOnlyList<CalendarEntry> Entries { get; }

    public CalendarEntry? Find(string name) => Entries.FirstOrDefault(e => e.Name == name);
}

public sealed class CalendarEntry
{
    private readonly Schedule _schedule;
    private readonly CronLine _cron;
    private readonly TimeZoneInfo _zone;

    public CalendarEntry(Schedule schedule, string cron, TimeZoneInfo zone)
    {
        (_schedule, _zone, Cron) = (schedule, zone, cron);
        _cron = CronLine.Parse(cron);
    }

    public string Name => _schedule.Name;
    public string Cron { get; }
    public string Zone => _zone.Id;

    /// <summary>What ticks are computed from; when it changes, older ticks say nothing about what was missed.</summary>
    public string Line => $"{Cron} {Zone}";

    public IJob JobFor(DateTimeOffset tick) => _schedule.Job(tick);

    public DateTimeOffset? NextAfter(DateTimeOffset now) => _cron.NextAfter(now, _zone);

    /// <summary>The newest tick after one and up to the other, if there is any.</summary>
    public DateTimeOffset? LatestBetween(DateTimeOffset after, DateTimeOffset until) =>
        until > after ? _cron.LatestBetween(after, until, _zone) : null;
}
