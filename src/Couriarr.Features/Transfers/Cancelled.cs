using Couriarr.Features.Media;
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
        var lineage = await jobs.OfAsync(job, ct);
        foreach (var parcel in await rows.OpenAsync(job.Mapping, job.Work.Key, ct))
            if (lineage.LastOf(parcel) is { State: JobState.Cancelled } last)
                await EndAsync(parcel, last, ct);
    }

    private async Task EndAsync(Parcel parcel, JobRecord last, CancellationToken ct)
    {
        if (await rows.CancelAsync(parcel, last.Id.Value, $"Its transfer, job {last.Id}, was cancelled. Retry that job to carry it.", ct))
            history.LogInformation("{Title} is not carried: job {Job} was cancelled", parcel.Title, last.Id);
        if (parcel.Temp is { } temp)
            await broom.RemoveAsync(new Litter(parcel.Id, parcel.Mapping, parcel.Within, temp), ct);
    }
}
