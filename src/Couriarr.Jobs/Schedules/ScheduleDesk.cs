using Couriarr.Jobs.Store;

namespace Couriarr.Jobs.Schedules;

/// <summary>What a person may see of schedules and do with them.</summary>
public sealed class ScheduleDesk(Calendar calendar, JobQueue queue, IJobReader reader, TimeProvider clock)
{
    public async Task<IReadOnlyList<ScheduleState>> ListAsync(CancellationToken ct)
    {
        var ticks = (await reader.FiredAsync(ct)).ToDictionary(t => t.Schedule);
        var now = clock.GetUtcNow();
        var states = new List<ScheduleState>();
        foreach (var entry in calendar.Entries)
        {
            var tick = ticks.GetValueOrDefault(entry.Name);
            var job = tick?.JobId is { } id ? await reader.FindAsync(id, ct) : null;
            states.Add(new ScheduleState(entry.Name, entry.Cron, entry.Zone, entry.NextAfter(now), job is null ? null : tick?.At, job));
        }
        return states;
    }

    /// <summary>Fires a schedule now, apart from its ticks. Null when there is none of that name.</summary>
    public async Task<JobId?> RunAsync(string name, CancellationToken ct)
    {
        if (calendar.Find(name) is not { } entry)
            return null;
        return await queue.FireAsync(entry, clock.GetUtcNow(), new EnqueueOptions(Priority: JobPriority.High), ct)
            ?? throw new StoreUnavailableException($"'{name}' was fired in this very millisecond; ask again.");
    }
}

/// <param name="Next">Null when its line names a day that never comes.</param>
/// <param name="LastTick">For which moment the last job was fired.</param>
/// <param name="LastJob">That job, with what really came of it.</param>
public sealed record ScheduleState(
    string Name,
    string Cron,
    string Zone,
    DateTimeOffset? Next,
    DateTimeOffset? LastTick,
    JobRecord? LastJob
);
