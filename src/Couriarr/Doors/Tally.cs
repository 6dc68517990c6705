using Couriarr.Jobs;
using Couriarr.Jobs.Metrics;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Options;

namespace Couriarr.Doors;

/// <summary>How many jobs ended well and how many were given up, as far back as the history goes.</summary>
internal sealed class Tally(IJobReader reader, TimeProvider clock, IOptions<JobsOptions> options)
{
    private readonly Glance<Counts> _glance = new(ct => CountAsync(reader, clock, options.Value.TimeZone, ct), clock);

    public Task<Counts> AskAsync(CancellationToken ct) => _glance.AskAsync(ct);

    private static async Task<Counts> CountAsync(IJobReader reader, TimeProvider clock, TimeZoneInfo zone, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return new Counts(
            Ends.Of(await reader.CountAsync(ct)),
            Ends.Of(await reader.CountEndedAsync(now.AddDays(-1), ct)),
            Ends.Of(await reader.CountEndedAsync(Midnight(now, zone), ct))
        );
    }

    private static DateTimeOffset Midnight(DateTimeOffset now, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(now, zone).Date;
        return new DateTimeOffset(day, zone.GetUtcOffset(day));
    }

    internal sealed record Counts(Ends Ever, Ends LastDay, Ends Today);

    internal sealed record Ends(long Succeeded, long Failed)
    {
        public static Ends Of(IReadOnlyDictionary<JobState, long> counts) =>
            new(counts.GetValueOrDefault(JobState.Succeeded), counts.GetValueOrDefault(JobState.Dead));
    }
}
