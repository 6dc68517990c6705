using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>Forgets what was recycled or told long ago, and what given-up transfers left unfinished. Knows its leftovers by its own rows and touches nothing else.</summary>
public sealed record ClearTransfers : IJob<ClearTransfers>
{
    public static JobKind Kind { get; } =
        new("scheduled-transfer-cleanup")
        {
            Lane = "maintenance",
            Priority = JobPriority.Lowest,
            Retry = RetryPolicy.Flat(3, TimeSpan.FromMinutes(15)),
            Timeout = TimeSpan.FromHours(1),
        };

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class ClearTransfersHandler(
    PathMap map,
    Mounts mounts,
    SyncJobs rows,
    RenameTable renames,
    Recycle recycle,
    CouriarrOptions options,
    TimeProvider clock
) : IJobHandler<ClearTransfers>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(40);
    private static readonly TimeSpan Resumable = TimeSpan.FromDays(2);

    public async Task<JobResult> RunAsync(ClearTransfers job, JobContext context, CancellationToken ct)
    {
        if (options.Sync.DryRun)
            return JobResult.Skip("A dry run removes nothing, not even leftovers.");
        await renames.ForgetAsync(clock.GetUtcNow() - Remembered, ct);
        var litter = await rows.LitterAsync(clock.GetUtcNow() - Resumable, ct);
        foreach (var route in map.Routes)
            if ((await mounts.LookAsync(route.Destination, Side.Destination, ct)).IsUp)
                await ClearAsync(route, litter, ct);
        await rows.ForgetPayloadsAsync(clock.GetUtcNow() - options.Storage.KeepWebhooks, ct);
        return JobResult.Done;
    }

    private async Task ClearAsync(Route route, IEnumerable<Litter> litter, CancellationToken ct)
    {
        await Aside.RunAsync(() => recycle.Empty(route), route.Destination, Patience, clock, ct);
        foreach (var piece in litter.Where(piece => piece.Mapping == route.Name && TempName.IsOurs(piece.Temp)))
        {
            await Aside.RunAsync(() => piece.RemoveFrom(route), route.Destination, Patience, clock, ct);
            await rows.ForgetTempAsync(piece.Id, ct);
        }
    }
}

/// <summary>What a transfer that is over left unfinished.</summary>
internal sealed record Litter(long Id, string Mapping, string Within, string Temp)
{
    public bool RemoveFrom(Route route)
    {
        try
        {
            using var folder = PinnedFolder.Open(route.Destination, Within.Split('/')[..^1], create: false);
            return folder.Remove(Temp);
        }
        catch (Exception e) when (e is PermanentException || e.HResult == Linux.NoEntry)
        {
            // Its folder is gone, and it with it.
            return false;
        }
    }
}
