using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>Finds the way of a transfer; and when its mapping is gone or called otherwise, another way for each of its files.</summary>
internal sealed class Detour(PathMap map, Backlog backlog, SyncJobs rows, GivingUp givingUp)
{
    public Route? RouteOf(string mapping) => map.Find(mapping);

    /// <exception cref="PermanentException">No mapping fits any of them; with the one to add.</exception>
    public async Task<JobResult> TakeAsync(TransferMedia job, JobContext context, CancellationToken ct)
    {
        var open = await backlog.OpenAsync(job, context, ct);
        var placed = open.Select(parcel => (Parcel: parcel, Where: map.Place(parcel.File.Path, job.Work.Instance, job.Work))).ToList();
        var found = placed.Where(p => p.Where is Placement.Found).Select(p => (p.Parcel, To: (Placement.Found)p.Where)).ToList();
        foreach (var (parcel, to) in found)
            await rows.RerouteAsync(parcel, to, ct);
        context.FollowUp(found.Select(p => p.To.Route.Name).Distinct().Select(mapping => job with { Mapping = mapping }));
        if (found.Count == placed.Count)
            return found.Count > 0 ? JobResult.Done : JobResult.Skip("None of it waits to be carried.");
        var lost = placed.Where(p => p.Where is not Placement.Found).ToList();
        if (found.Count == 0)
            throw await LoseAsync(job, lost, context, ct);
        // They end in a job of their own, so that a retry finds just these.
        context.FollowUp(job);
        return JobResult.Done;
    }

    private async Task<PermanentException> LoseAsync(
        TransferMedia job,
        List<(Parcel Parcel, Placement Where)> lost,
        JobContext context,
        CancellationToken ct
    )
    {
        foreach (var (parcel, where) in lost)
            await givingUp.OfAsync(job.Work, parcel, Why(job, where), context.Id.Value, ct);
        return new PermanentException(Why(job, lost[0].Where));
    }

    private static string Why(TransferMedia job, Placement where) =>
        $"There is no mapping '{job.Mapping}' in paths.mappings any more. {SyncJobs.Why(where)}";
}
