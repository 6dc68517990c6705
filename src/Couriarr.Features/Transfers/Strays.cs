using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Features.Transfers;

/// <summary>Decides what becomes of files that wait without a transfer: they end as it ended, or get a new one.</summary>
internal sealed class Strays(SyncJobs rows, TransferJobs jobs, Cancelled cancelled, GivingUp givingUp, JobQueue queue, StrayRules rules)
{
    /// <summary>For a transfer of which none is left to run.</summary>
    public async Task SeeToAsync(TransferMedia transfer, CancellationToken ct)
    {
        await cancelled.EndAsync(transfer, ct);
        var lineage = await jobs.OfAsync(transfer, ct);
        if (lineage.IsLive)
            return;
        var wanted = false;
        foreach (var parcel in await rows.OpenAsync(transfer.Mapping, transfer.Work.Key, ct))
            if (rules.IsGivenUpWith(parcel, lineage.LastOf(parcel)) is { } dead)
                await givingUp.OfAsync(transfer.Work, parcel, $"Its transfer, job {dead.Id}, was given up: {dead.Note}", dead.Id.Value, ct);
            else
                wanted |= rules.IsWanted(parcel);
        if (wanted)
            await queue.EnqueueAsync(transfer, ct: ct);
    }

    /// <summary>For one that delivered and could not tell of it: another finds nothing to carry, and tells.</summary>
    public async Task TellAsync(TransferMedia transfer, CancellationToken ct)
    {
        if (rules.HasWay(transfer))
            await queue.EnqueueAsync(transfer, ct: ct);
    }
}

/// <summary>Which files are strays.</summary>
internal sealed class StrayRules(PathMap map, CouriarrOptions options, TimeProvider clock)
{
    // Whoever wrote it down is about to add its transfer.
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(2);

    /// <returns>The transfer that took it into its grave; null when it deserves another. One without its mapping does: it finds another way.</returns>
    public JobRecord? IsGivenUpWith(Parcel parcel, JobRecord? last) =>
        last is { State: JobState.Dead } && !parcel.IsRehearsed && map.Find(parcel.Mapping) is not null ? last : null;

    public bool HasWay(TransferMedia transfer) => map.Find(transfer.Mapping) is not null;

    /// <summary>What a dry run looked at waits for its end.</summary>
    public bool IsWanted(Parcel parcel) => parcel.CreatedAt <= clock.GetUtcNow() - Young && !(parcel.IsRehearsed && options.Sync.DryRun);
}
