using Couriarr.Jobs.Store;

namespace Couriarr.Dashboard.Queue;

/// <summary>Looking for a few among a million jobs would read the million: one look goes so far back, the next goes on from there.</summary>
internal static class Reach
{
    private const int Furthest = 100_000;

    /// <param name="before">Where the look begins; at the newest when null.</param>
    /// <returns>The newest job that is not looked at any more.</returns>
    public static async Task<JobId> FloorAsync(IJobReader reader, JobId? before, CancellationToken ct)
    {
        var newest = await reader.ListAsync(new JobQuery(Limit: 1), ct);
        var top = before?.Value - 1 ?? (newest is [var job] ? job.Id.Value : 0);
        return new JobId(Math.Max(0, top - Furthest));
    }
}
