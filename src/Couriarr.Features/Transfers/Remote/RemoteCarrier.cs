using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Jobs.Sharing;

namespace Couriarr.Features.Transfers.Remote;

/// <summary>
/// Brings one file to another machine. rsync writes it under a name of its own there and gives it the final one when it is whole; so what it
/// is compared with afterwards is what everybody sees.
/// </summary>
internal sealed class RemoteCarrier(
    CouriarrOptions options,
    RemoteRsync rsync,
    Stages stages,
    SyncJobs rows,
    Nodes nodes,
    TimeProvider clock
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private bool ByContent => options.Sync.Verify is Verification.Hash;

    /// <exception cref="BlockedException">The other machine is at fault, not the file.</exception>
    public async Task<Fate> CarryAsync(Parcel parcel, SourceFile source, Round round, CancellationToken ct)
    {
        await rsync.EnsureThereAsync(round.Route.Remote!, ct);
        nodes.Regain(round.Route.Gate);
        using var stage = stages.For(parcel.Within, source);
        // What an earlier run began may be whole by now, or have its size and time alone.
        var haul = new RemoteHaul(round.Route.Remote!, stage, parcel.Within)
        {
            Limit = round.Route.Limit,
            IsDoubtful = ByContent && parcel.Temp is not null,
        };
        var plan = (await rsync.CompareAsync(haul, haul.IsDoubtful, ct)).PlanFor(parcel.OnlyMissing);
        if (options.Sync.DryRun)
            return new Fate.Rehearsed($"Dry run: {Sizes.Of(source.Facts.Size)} would be carried ({plan.Outcome}), nothing was.");
        return plan.Outcome == Plan.Present ? Found(parcel, haul) : await CopyAsync(parcel, source, haul, plan, round, ct);
    }

    // Begun before and whole by now: a run that was cut off right after it brought it, and it shall be counted and told.
    private static Fate.Delivered Found(Parcel parcel, RemoteHaul haul) =>
        new(parcel.Temp is null ? Plan.Present : Plan.New, haul.Stage.Size, 0, TimeSpan.Zero, haul.IsDoubtful ? "hash" : "size");

    private async Task<Fate> CopyAsync(Parcel parcel, SourceFile source, RemoteHaul haul, Plan plan, Round round, CancellationToken ct)
    {
        await round.Context.EnsureHeldAsync(ct);
        if (!await rows.BeginAsync(parcel, round.Context.Id.Value, RemoteRsync.Begun, source.Facts.Version, ct))
            return new Fate.Taken();
        var started = clock.GetTimestamp();
        var moved = await rsync.CopyAsync(haul, progress => round.Report(parcel, progress), ct);
        return await VerifyAsync(parcel, source, haul, round, ct)
            ?? new Fate.Delivered(
                plan.Outcome,
                source.Facts.Size,
                moved,
                clock.GetElapsedTime(started),
                options.Sync.Verify.ToString().ToLowerInvariant()
            );
    }

    /// <returns>Null when it is whole; else the original changed meanwhile.</returns>
    private async Task<Fate?> VerifyAsync(Parcel parcel, SourceFile source, RemoteHaul haul, Round round, CancellationToken ct)
    {
        var there = await rsync.CompareAsync(haul, ByContent, ct);
        var folder = round.Route.Source;
        var now = await Aside.RunAsync(() => SourceFile.Look(folder, parcel.Within), folder, Patience, clock, ct);
        if (now is null || now.Path != source.Path || now.Facts != source.Facts)
            return new Fate.Waiting("The original changed while it was copied.", now?.Facts.Version ?? "");
        if (there.IsOther)
            throw new TransientException(
                $"The copy on {haul.There.Host} is not what its original is ({there.Itemized}). It is copied once more."
            );
        await round.Context.EnsureHeldAsync(ct);
        return null;
    }
}
