using Couriarr.Features.Media;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Transfers;

/// <summary>
/// Ends the files of transfers that a person cancelled, and throws away what was begun of them. A job that is cancelled may never run
/// again, so it is others who see to it: the next transfer of the work before it carries anything, and the watch.
/// </summary>
internal sealed class Cancelled(SyncJobs rows, TransferJobs jobs, Broom broom, ILogger<History> history)
{
    public async Task EndAsync(TransferMedia job, CancellationToken ct)
    {
        if (!await jobs.WasCancelledAsync(job, ct))
            return;
        foreach (var (parcel, last) in await OfAsync(job, ct))
            await EndAsync(parcel, last, ct);
    }

    /// <summary>What waits of these works, cancelled though nobody has ended it yet.</summary>
    /// <returns>The numbers of the rows.</returns>
    public async Task<IReadOnlySet<long>> AmongAsync(IEnumerable<TransferMedia> waiting, CancellationToken ct)
    {
        var found = new HashSet<long>();
        var cancelled = await jobs.CancelledAsync(ct);
        foreach (var transfer in waiting.Where(transfer => cancelled.Contains(((IJob)transfer).UniqueKey!)))
            found.UnionWith((await OfAsync(transfer, ct)).Select(one => one.Parcel.Id));
        return found;
    }

    private async Task<List<(Parcel Parcel, JobRecord Last)>> OfAsync(TransferMedia job, CancellationToken ct)
    {
        var lineage = await jobs.OfAsync(job, ct);
        return
        [
            .. (await rows.OpenAsync(job.Mapping, job.Work.Key, ct))
                .Select(parcel => (Parcel: parcel, Last: lineage.LastOf(parcel)!))
                .Where(one => one.Last is { State: JobState.Cancelled }),
        ];
    }

    private async Task EndAsync(Parcel parcel, JobRecord last, CancellationToken ct)
    {
        if (await rows.CancelAsync(parcel, last.Id.Value, $"Its transfer, job {last.Id}, was cancelled. Retry that job to carry it.", ct))
            history.LogInformation("{Title} is not carried: job {Job} was cancelled", parcel.Title, last.Id);
        if (parcel.Temp is { } temp)
            await broom.RemoveAsync(new Litter(parcel.Mapping, parcel.Within, temp), ct);
    }
}
