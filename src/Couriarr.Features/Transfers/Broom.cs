using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>Takes away at the destinations what nobody needs any more. One that is away is left alone, and a dry run leaves everything.</summary>
internal sealed class Broom(PathMap map, Mounts mounts, SyncJobs rows, Recycle recycle, CouriarrOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Resumable = TimeSpan.FromDays(2);

    /// <summary>What was recycled long ago, and what transfers that are over left unfinished.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        var litter = await rows.LitterAsync(clock.GetUtcNow() - Resumable, ct);
        foreach (var route in map.Routes)
            if (await MayAsync(route, ct))
            {
                await Aside.RunAsync(() => recycle.Empty(route), route.Destination, Patience, clock, ct);
                foreach (var piece in litter.Where(piece => piece.Mapping == route.Name))
                    await RemoveAsync(piece, route, ct);
            }
    }

    /// <summary>One unfinished file; while it cannot be reached it stays known.</summary>
    public async Task RemoveAsync(Litter piece, CancellationToken ct)
    {
        if (options.Sync.DryRun || map.Find(piece.Mapping) is not { Remote: null } route)
            return;
        try
        {
            using var root = await mounts.PinAsync(route, ct);
            await RemoveAsync(piece, route, ct);
        }
        catch (BlockedException)
        {
            // The cleaner finds it when the folder is back.
        }
    }

    private async Task RemoveAsync(Litter piece, Route route, CancellationToken ct)
    {
        if (!TempName.IsOurs(piece.Temp))
            return;
        await Aside.RunAsync(() => piece.RemoveFrom(route), route.Destination, Patience, clock, ct);
        if (!piece.MayComeBack)
            await rows.ForgetAsync(piece, ct);
    }

    private async Task<bool> MayAsync(Route route, CancellationToken ct) =>
        !options.Sync.DryRun && (await mounts.LookAsync(route.Destination, Side.Destination, ct)).IsUp;
}

/// <summary>What a transfer that is over left unfinished.</summary>
internal sealed record Litter(string Mapping, string Within, string Temp)
{
    /// <summary>Another node's, which may wake and begin it anew: it stays known.</summary>
    public bool MayComeBack { get; init; }

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
