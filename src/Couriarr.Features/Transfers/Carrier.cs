using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers.Remote;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>Brings one file to its destination, whole or not at all.</summary>
internal sealed class Carrier(
    CouriarrOptions options,
    Mounts mounts,
    CopyRoom room,
    Publisher publisher,
    RemoteCarrier remote,
    SyncJobs rows,
    TimeProvider clock
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="BlockedException">The route is at fault, not the file.</exception>
    public async Task<Fate> CarryAsync(Parcel parcel, Round round, CancellationToken ct)
    {
        var route = round.Route;
        await mounts.EnsureUpAsync(route, ct);
        if (await AsideAsync(() => SourceFile.Look(route.Source, parcel.Within), route.Source, ct) is not { } source)
            return await MissAsync(parcel, route, ct);
        if (source.Facts.Kind is FileKind.Folder)
            return new Fate.Folder(await AsideAsync(() => SourceFile.FilesIn(source.Path, options.Sync.Excludes), route.Source, ct));
        if (Stability.Of(source.Facts, parcel, clock.GetUtcNow(), options.Sync.Settle) is { } waiting)
            return waiting;
        round.Measured(parcel, source.Facts.Size);
        if (route.Remote is not null)
            return await remote.CarryAsync(parcel, source, round, ct);
        return options.Sync.DryRun ? await RehearseAsync(parcel, route, source, ct) : await CarryAsync(parcel, source, round, ct);
    }

    private async Task<Fate> CarryAsync(Parcel parcel, SourceFile source, Round round, CancellationToken ct)
    {
        var (route, context) = (round.Route, round.Context);
        using var root = await mounts.PinAsync(route, ct);
        using var folder = await AsideAsync(() => root.Inner(parcel.Folders, create: true), route.Destination, ct);
        var plan = await AsideAsync(() => Look(parcel, source, folder), route.Destination, ct);
        if (plan.Refusal is { } refusal)
            return new Fate.Failed(new PermanentException(refusal));
        if (plan.Twin is { } twin && !await rows.HasBroughtAsync(parcel, ct))
            return new Fate.Failed(
                new PermanentException(
                    $"At the destination '{AppPath.Shown(twin)}' differs in letters' case or form alone, and its file system takes the two for one."
                )
            );
        // Begun before and whole by now: a run that was cut off right after its rename brought it, and it shall be counted and told.
        if (plan.Outcome == Plan.Present)
            return new Fate.Delivered(parcel.Temp is null ? Plan.Present : Plan.New, source.Facts.Size, 0, TimeSpan.Zero, "size");
        var temp = TempName.For(parcel.Name, context.Token);
        using var site = await room.PrepareAsync(parcel, route, source, folder, ct);
        if (!await rows.BeginAsync(parcel, context.Id.Value, temp, source.Facts.Version, ct))
            return new Fate.Taken();
        var started = clock.GetTimestamp();
        var copied = await room.CopyAsync(
            new Haul(source, folder, temp)
            {
                Route = route.Name,
                Limit = route.Limit,
                IsUnhurried = parcel.OnlyMissing,
            },
            site,
            progress => round.Report(parcel, progress),
            ct
        );
        var draft = new Draft(source, root, folder, temp, plan) { Digest = copied.Digest };
        return await publisher.PublishAsync(parcel, route, draft, context, ct) is { } changed
            ? changed
            : new Fate.Delivered(
                plan.Outcome,
                source.Facts.Size,
                copied.Moved,
                clock.GetElapsedTime(started),
                options.Sync.Verify.ToString().ToLowerInvariant()
            );
    }

    private static Plan Look(Parcel parcel, SourceFile source, PinnedFolder folder)
    {
        var there = folder.Look(parcel.Name);
        return Plan.For(source.Facts, there, parcel.OnlyMissing) with { Twin = there is null ? null : folder.TwinOf(parcel.Name) };
    }

    // What was begun of it is of no use any more.
    private async Task<Fate> MissAsync(Parcel parcel, Route route, CancellationToken ct)
    {
        if (parcel.Temp is { } temp && TempName.IsOurs(temp) && !options.Sync.DryRun)
        {
            var begun = new Litter(parcel.Mapping, parcel.Within, temp);
            await AsideAsync(() => begun.RemoveFrom(route), route.Destination, ct);
            await rows.ForgetAsync(begun, ct);
        }
        return new Fate.Missing();
    }

    /// <summary>Says what would be done, and changes nothing.</summary>
    private async Task<Fate> RehearseAsync(Parcel parcel, Route route, SourceFile source, CancellationToken ct)
    {
        var there = await AsideAsync(() => Linux.LookAt(Path.Join(route.Destination, parcel.Within)), route.Destination, ct);
        var plan = Plan.For(source.Facts, there, parcel.OnlyMissing);
        return new Fate.Rehearsed($"Dry run: {Sizes.Of(source.Facts.Size)} would be carried ({plan.Outcome}), nothing was.");
    }

    private Task<T> AsideAsync<T>(Func<T> work, string where, CancellationToken ct) => Aside.RunAsync(work, where, Patience, clock, ct);
}
