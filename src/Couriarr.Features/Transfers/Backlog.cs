using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Features.Transfers;

/// <summary>What a transfer finds to carry. What a person had cancelled before is not among it; what its own retry brings back is.</summary>
internal sealed class Backlog(SyncJobs rows, Cancelled cancelled, Broom broom, IJobReader jobs)
{
    /// <summary>At the beginning of a run. Oldest first.</summary>
    public async Task<List<Parcel>> OpenAsync(TransferMedia job, JobContext context, CancellationToken ct)
    {
        await cancelled.EndAsync(job, ct);
        foreach (var needless in await rows.NeedlessAsync(job.Mapping, job.Work.Key, ct))
            await broom.RemoveAsync(needless, ct);
        return context.Attempt == 1
            ? await LeftAsync(await rows.ReopenAsync(job.Mapping, job.Work.Key, context.Id.Value, ct), context, ct)
            : await MoreAsync(job, context, ct);
    }

    /// <summary>What is open by now.</summary>
    public async Task<List<Parcel>> MoreAsync(TransferMedia job, JobContext context, CancellationToken ct) =>
        await LeftAsync(await rows.OpenAsync(job.Mapping, job.Work.Key, ct), context, ct);

    // A run that is being cancelled has let go of its file a moment before its job is written down as cancelled.
    private async Task<List<Parcel>> LeftAsync(List<Parcel> open, JobContext context, CancellationToken ct)
    {
        var held = new HashSet<long>();
        foreach (var other in open.Where(IsBegun).Select(parcel => parcel.JobId).OfType<long>().Distinct())
            if (other != context.Id.Value && await jobs.FindAsync(new JobId(other), ct) is { State: var state } && MayHold(state))
                held.Add(other);
        return [.. open.Where(parcel => !(IsBegun(parcel) && parcel.JobId is { } holder && held.Contains(holder)))];
    }

    private static bool IsBegun(Parcel parcel) => parcel.Status == ParcelStatus.Running;

    private static bool MayHold(JobState state) => !state.IsEnded() || state is JobState.Cancelled;
}
