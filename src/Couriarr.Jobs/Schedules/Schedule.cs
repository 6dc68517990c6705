namespace Couriarr.Jobs.Schedules;

/// <summary>A job that comes back by the clock.</summary>
/// <param name="Job">Makes the job for a tick; the tick says which day or hour it is for, however late it runs.</param>
public sealed record Schedule(string Name, string Cron, Func<DateTimeOffset, IJob> Job);
