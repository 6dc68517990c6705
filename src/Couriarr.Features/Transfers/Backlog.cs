using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>What a transfer finds to carry. What a person had cancelled before is not among it; what its own retry brings back is.</summary>
internal sealed class Backlog(SyncJobs rows, Cancelled cancelled)
{
    /// <summary>At the beginning of a run. Oldest first.</summary>
    public async Task<List<Parcel>> OpenAsync(TransferMedia job, JobContext context, CancellationToken ct)
    {
        await cancelled.EndAsync(job, ct);
        return context.Attempt == 1 ? await rows.ReopenAsync(job.Mapping, job.Work.Key, context.Id.Value, ct) : await MoreAsync(job, ct);
    }

    /// <summary>What is open by now.</summary>
    public Task<List<Parcel>> MoreAsync(TransferMedia job, CancellationToken ct) => rows.OpenAsync(job.Mapping, job.Work.Key, ct);
}
