using System.Security.Cryptography;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>
/// Compares a finished copy with its original, as sync.verify says, and flushes it to the disk. It may take as long as it gets on: who
/// reads the last of a large film from a slow disk after hours does not hang.
/// </summary>
internal sealed class Comparison(CouriarrOptions options, IFailPoints failPoints, TimeProvider clock)
{
    private const int Chunk = 1 << 20;

    /// <returns>Null when it is whole; else the original changed meanwhile, and the copy is thrown away.</returns>
    /// <exception cref="BlockedException">Nothing could be read for sync.stall_timeout.</exception>
    public Task<Fate.Waiting?> OfAsync(Parcel parcel, Route route, Draft draft, CancellationToken ct) =>
        Aside.RunAsync(
            pulse => Verify(parcel, route, draft, pulse),
            $"{route.Source} or {route.Destination}",
            options.Sync.StallTimeout,
            clock,
            ct
        );

    private Fate.Waiting? Verify(Parcel parcel, Route route, Draft draft, Pulse pulse)
    {
        var copy = draft.Folder.Look(draft.Temp);
        if (copy is not { Kind: FileKind.File } || copy.Value.Size != draft.Source.Facts.Size || !IsSame(draft, pulse))
            throw Corrupted(draft, $"the original has {Sizes.Of(draft.Source.Facts.Size)}, the copy {Sizes.Of(copy?.Size ?? 0)}");
        var now = SourceFile.Look(route.Source, parcel.Within);
        if (now is null || now.Path != draft.Source.Path || now.Facts != draft.Source.Facts)
        {
            draft.Folder.Remove(draft.Temp);
            return new Fate.Waiting("The original changed while it was copied.", now?.Facts.Version ?? "");
        }
        pulse.Beat();
        Flush(draft);
        return null;
    }

    // What a disk refused once it forgets, and answers well the next time: such a copy is not gone on with.
    private static void Flush(Draft draft)
    {
        try
        {
            draft.Folder.SyncFile(draft.Temp);
        }
        catch (IOException)
        {
            draft.Folder.Remove(draft.Temp);
            throw;
        }
    }

    private bool IsSame(Draft draft, Pulse pulse)
    {
        if (options.Sync.Verify is not Verification.Hash)
            return true;
        using var copy = draft.Folder.Read(draft.Temp);
        if (draft.Digest is { } digest)
            return DigestOf(copy, pulse).AsSpan().SequenceEqual(digest);
        using var original = File.OpenRead(draft.Source.Path);
        var (one, other) = (new byte[Chunk], new byte[Chunk]);
        int count;
        while ((count = Read(original, one, pulse)) > 0)
            if (Read(copy, other.AsSpan(0, count), pulse) < count || !one.AsSpan(0, count).SequenceEqual(other.AsSpan(0, count)))
                return false;
        return true;
    }

    private byte[] DigestOf(Stream copy, Pulse pulse)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = new byte[Chunk];
        int count;
        while ((count = Read(copy, chunk, pulse)) > 0)
            digest.AppendData(chunk, 0, count);
        return digest.GetHashAndReset();
    }

    private int Read(Stream file, Span<byte> into, Pulse pulse)
    {
        failPoints.Reach("transfer.mid_verify");
        var count = file.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        pulse.Beat();
        return count;
    }

    private static TransientException Corrupted(Draft draft, string how)
    {
        draft.Folder.Remove(draft.Temp);
        return new TransientException($"The copy was corrupted on transfer and is thrown away: {how}, or their contents differ.");
    }
}
