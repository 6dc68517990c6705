using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>
/// Gives a finished copy its final name: after it was compared with its original, lies safely on the disk, and nobody else has
/// taken over the job. Until then nothing under that name changes.
/// </summary>
internal sealed class Publisher(CouriarrOptions options, Recycle recycle, IFailPoints failPoints, TimeProvider clock)
{
    private const int Chunk = 1 << 20;

    /// <returns>Null when it is published; else the original changed meanwhile, and the copy is thrown away.</returns>
    public async Task<Fate.Waiting?> PublishAsync(Parcel parcel, Route route, Draft draft, JobContext context, CancellationToken ct)
    {
        var patience = options.Sync.StallTimeout;
        if (await Aside.RunAsync(() => Verify(parcel, route, draft), route.Destination, patience, clock, ct) is { } changed)
            return changed;
        failPoints.Reach("transfer.after_verify");
        await context.EnsureHeldAsync(ct);
        failPoints.Reach("transfer.before_rename");
        await Aside.RunAsync(() => Rename(parcel, draft), route.Destination, patience, clock, CancellationToken.None);
        failPoints.Reach("transfer.after_rename");
        return null;
    }

    private Fate.Waiting? Verify(Parcel parcel, Route route, Draft draft)
    {
        var copy = draft.Folder.Look(draft.Temp);
        if (copy is not { Kind: FileKind.File } || copy.Value.Size != draft.Source.Facts.Size || !IsSame(draft))
            throw Corrupted(draft, $"the original has {Sizes.Of(draft.Source.Facts.Size)}, the copy {Sizes.Of(copy?.Size ?? 0)}");
        var now = SourceFile.Look(route.Source, parcel.Within);
        if (now is null || now.Path != draft.Source.Path || now.Facts != draft.Source.Facts)
        {
            draft.Folder.Remove(draft.Temp);
            return new Fate.Waiting("The original changed while it was copied.", now?.Facts.Version ?? "");
        }
        draft.Folder.SyncFile(draft.Temp);
        return null;
    }

    private bool IsSame(Draft draft)
    {
        if (options.Sync.Verify is not Verification.Hash)
            return true;
        using var original = File.OpenRead(draft.Source.Path);
        using var copy = draft.Folder.Read(draft.Temp);
        var (one, other) = (new byte[Chunk], new byte[Chunk]);
        int count;
        while ((count = original.ReadAtLeast(one, Chunk, throwOnEndOfStream: false)) > 0)
            if (
                copy.ReadAtLeast(other, count, throwOnEndOfStream: false) < count
                || !one.AsSpan(0, count).SequenceEqual(other.AsSpan(0, count))
            )
                return false;
        return true;
    }

    private static TransientException Corrupted(Draft draft, string how)
    {
        draft.Folder.Remove(draft.Temp);
        return new TransientException($"The copy was corrupted on transfer and is thrown away: {how}, or their contents differ.");
    }

    private bool Rename(Parcel parcel, Draft draft)
    {
        if (draft.Plan.ReplacesSomething)
            recycle.Keep(draft.Folder, draft.Root, parcel.Folders, parcel.Name);
        draft.Folder.Rename(draft.Temp, parcel.Name);
        draft.Folder.Sync();
        return true;
    }
}

/// <summary>A copy that has no final name yet.</summary>
internal sealed record Draft(SourceFile Source, PinnedFolder Root, PinnedFolder Folder, string Temp, Plan Plan);
