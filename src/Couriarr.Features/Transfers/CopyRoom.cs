using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>Makes sure that a copy has room and goes on with what an earlier run began; cleans up behind one that failed.</summary>
internal sealed class CopyRoom(
    CouriarrOptions options,
    Mounts mounts,
    Engines engines,
    Claims claims,
    IFailPoints failPoints,
    TimeProvider clock
)
{
    private const long MiB = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <returns>Room that no other copy counts on until it is given back.</returns>
    /// <exception cref="BlockedException">There is not enough; with the numbers.</exception>
    public async Task<Site> PrepareAsync(Parcel parcel, Route route, SourceFile source, PinnedFolder folder, CancellationToken ct)
    {
        var begun = await AsideAsync(() => Begun(parcel, source, folder), ct);
        var whole = await mounts.EnsureUpAsync(route, ct);
        var free = await AsideAsync(() => folder.Room, ct);
        // What is mounted below the destination has room of its own.
        var isOwn = free.Device == whole.Device;
        var where = isOwn ? route.Destination : Path.Join([route.Destination, .. parcel.Folders]);
        var reserve = Math.Min(options.Sync.ReserveMb * MiB, free.TotalBytes / 20);
        var needed = source.Facts.Size - (begun?.Size ?? 0);
        if (free is { TotalFiles: > 0, FreeFiles: 0 })
            throw new NoRoomException(
                $"{route.Name}: destination full: no free inodes in {where}. Delete files there, many small ones above all."
            );
        if (claims.Take(free.Device, needed, free.FreeBytes - reserve, out var taken) is { } claim)
            return new Site(claim, begun);
        var why =
            $"{route.Name}: destination full: {Sizes.Of(needed)} needed, {Sizes.Of(free.FreeBytes)} free in {where}"
            + $"{(reserve > 0 ? $", of which {Sizes.Of(reserve)} are kept" : "")}"
            + $"{(taken > 0 ? $", and {Sizes.Of(taken)} go to copies under way" : "")}. Make room there; it goes on by itself.";
        // What only waits for other copies to end is nothing that a person has to see to.
        throw needed + reserve > free.FreeBytes ? new NoRoomException(why, isOwn ? needed + reserve : null) : new BlockedException(why);
    }

    /// <summary>Once the name is written down under which it is made.</summary>
    public async Task<Copied> CopyAsync(Haul haul, Site site, Action<CopyProgress> report, CancellationToken ct)
    {
        if (site.Begun is { } begun)
            await AsideAsync(() => begun.GoOnAs(haul.Temp, haul.Folder), ct);
        failPoints.Reach("transfer.after_temp_create");
        try
        {
            var copied = await engines.CopyAsync(
                haul,
                progress =>
                {
                    failPoints.Reach("transfer.mid");
                    site.Claim.Wrote(progress.Bytes);
                    report(progress);
                },
                ct
            );
            failPoints.Reach("transfer.after_copy");
            return copied;
        }
        catch (Exception e) when (e is BlockedException or PermanentException)
        {
            await AsideAsync(() => haul.Folder.Remove(haul.Temp), CancellationToken.None);
            throw;
        }
    }

    // Only what is surely the beginning of this very version is gone on with, and only when nobody can be writing it any more.
    private Begun? Begun(Parcel parcel, SourceFile source, PinnedFolder folder)
    {
        if (parcel.Temp is not { } old || folder.Look(old) is not { Kind: FileKind.File } begun)
            return null;
        if (
            parcel.Version != source.Facts.Version
            || begun.Size == 0
            || begun.Size > source.Facts.Size
            || !engines.MayGoOn(old, parcel.TempBy)
        )
        {
            folder.Remove(old);
            return null;
        }
        // rsync takes a copy of full length for done without a look: one byte less, and it compares all of it.
        return new Begun(old, Math.Min(begun.Size, source.Facts.Size - 1));
    }

    private Task<T> AsideAsync<T>(Func<T> work, CancellationToken ct) => Aside.RunAsync(work, "The destination", Patience, clock, ct);
}

/// <summary>Where a copy is about to be made.</summary>
internal sealed record Site(Claim Claim, Begun? Begun) : IDisposable
{
    public void Dispose() => Claim.Dispose();
}

/// <summary>What a run before this one left, as far as it is gone on with.</summary>
internal sealed record Begun(string Name, long Size)
{
    public bool GoOnAs(string temp, PinnedFolder folder)
    {
        folder.Shorten(Name, Size);
        folder.Rename(Name, temp);
        return true;
    }
}
