using Couriarr.Features.Media;

namespace Couriarr.Features.Transfers;

/// <summary>Gives a file up: people are told, the day counts it, and a retry of the job finds it again.</summary>
internal sealed class GivingUp(SyncJobs rows, DayBook days, Alarm alarm)
{
    /// <summary>Told before it is written down: cut off in between it is told twice, but never not at all.</summary>
    public async Task OfAsync(Work work, Parcel parcel, string why, long job, CancellationToken ct)
    {
        await alarm.RaiseAsync(work, parcel.File, why, willRetry: false, ct);
        await rows.GiveUpAsync(parcel, why, job, days.GivenUp(), ct);
    }
}
