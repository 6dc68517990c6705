using System.Security.Cryptography;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Microsoft.Win32.SafeHandles;

namespace Couriarr.Features.Transfers.Native;

/// <summary>How a copy is made.</summary>
internal sealed record CopyRules
{
    public bool KeepsOwner { get; init; }

    public bool KeepsAttributes { get; init; }

    /// <summary>Null: as the original and the umask have it.</summary>
    public Rights? Rights { get; init; }

    /// <summary>All that is read is hashed on the way.</summary>
    public bool Digests { get; init; }
}

/// <summary>
/// Copies one file on the thread that calls it: block by block, so that it can be stopped, slowed down and watched. What lies there
/// already is compared with the original as far as it goes, and gone on with. The folder is its own from now on.
/// </summary>
internal sealed class BlockCopy(
    SourceFile source,
    PinnedFolder folder,
    string temp,
    CopyRules rules,
    Throttle throttle,
    Action<long, CancellationToken> passed
) : IDisposable
{
    private const int Block = 1 << 20;
    private const uint OwnerWrites = 0x80;
    private readonly IncrementalHash? _digest = rules.Digests ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    private long _done;

    /// <summary>The bytes that are compared or copied by now. For whoever watches from another thread.</summary>
    public long Done => Interlocked.Read(ref _done);

    private long Size => source.Facts.Size;

    /// <exception cref="TransientException">The original is not the one that was looked at any more.</exception>
    public Copied Run(CancellationToken ct)
    {
        using var original = Linux.OpenFile(source.Path);
        var details = Linux.LookClosely(original);
        if (details.Facts != source.Facts)
            throw Changed();
        using var copy = folder.Write(temp, (details.Rights & 0x1ff) | OwnerWrites);
        if (Linux.LookClosely(copy).Facts.Kind is not FileKind.File)
            throw new PermanentException($"Something that is no file lies at the destination as {temp}. Remove it, then retry.");
        var start = KeepWhatAgrees(original, copy, ct);
        var moved = start == 0 && !rules.Digests && Linux.Clone(original, copy) ? Size : MoveFrom(start, original, copy, details, ct);
        Reached(Size, ct);
        Dress(original, copy, details);
        ct.ThrowIfCancellationRequested();
        Flush(copy);
        return new Copied(moved) { Digest = _digest?.GetHashAndReset() };
    }

    private long KeepWhatAgrees(SafeFileHandle original, SafeFileHandle copy, CancellationToken ct)
    {
        var there = Linux.LookClosely(copy).Facts.Size;
        if (there == 0)
            return 0;
        var (one, other) = (new byte[Block], new byte[Block]);
        var at = 0L;
        for (var agrees = true; agrees && at < there; )
        {
            var count = (int)Math.Min(Block, there - at);
            var read = Linux.Read(original, one.AsSpan(0, count), at);
            var known = Linux.Read(copy, other.AsSpan(0, read), at);
            var same = one.AsSpan(0, known).CommonPrefixLength(other.AsSpan(0, known));
            _digest?.AppendData(one, 0, same);
            at += same;
            agrees = same == count;
            // Nothing goes over the line for it: no limit slows it down.
            ct.ThrowIfCancellationRequested();
            Reached(at, ct);
        }
        Linux.Cut(copy, at);
        return at;
    }

    private long MoveFrom(long start, SafeFileHandle original, SafeFileHandle copy, FileDetails details, CancellationToken ct)
    {
        var conveyor = new Conveyor(original, copy, _digest, (int)Math.Min(Block, Math.Max(1, Size - start)));
        var moved = 0L;
        for (var at = start; at < Size; )
        {
            ct.ThrowIfCancellationRequested();
            var data = details.HasHoles ? Math.Min(Linux.DataFrom(original, at) ?? Size, Size) : at;
            PassOver(at, data, conveyor, ct);
            var end = data < Size && details.HasHoles ? Math.Min(Linux.HoleFrom(original, data) ?? Size, Size) : Size;
            for (at = data; at < end; )
            {
                var count = conveyor.Move(at, (int)Math.Min(throttle.Block, end - at));
                if (count == 0)
                    throw Changed();
                (at, moved) = (at + count, moved + count);
                Passed(at, count, ct);
            }
        }
        Linux.Cut(copy, Size);
        return moved;
    }

    // What is a hole has nothing to move, and where all is hashed it counts as zeros.
    private void PassOver(long from, long to, Conveyor conveyor, CancellationToken ct)
    {
        for (var at = from; rules.Digests && at < to; )
        {
            var count = (int)Math.Min(Block, to - at);
            conveyor.Skip(count);
            at += count;
            ct.ThrowIfCancellationRequested();
            Reached(at, ct);
        }
    }

    private void Passed(long at, int count, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Reached(at, ct);
        if (throttle.After(count) is var pause && pause > TimeSpan.Zero)
            ct.WaitHandle.WaitOne(pause);
        ct.ThrowIfCancellationRequested();
    }

    private void Reached(long at, CancellationToken ct)
    {
        Interlocked.Exchange(ref _done, at);
        passed(at, ct);
    }

    // The owner first: a change of it takes special rights and capabilities away. Attributes before the right to write goes. The time last:
    // all else changes it.
    private void Dress(SafeFileHandle original, SafeFileHandle copy, FileDetails details)
    {
        if (rules.KeepsOwner)
            Give(copy, details);
        if (rules.KeepsAttributes)
            Attributes.Carry(original, copy, () => folder.Room, Path.GetFileName(source.Path));
        if (rules.Rights is { } wanted)
            Linux.SetRights(copy, wanted.For(details.Rights));
        else if ((details.Rights & OwnerWrites) == 0)
            Linux.SetRights(copy, Linux.LookClosely(copy).Rights & ~OwnerWrites);
        Linux.SetModified(copy, details.Facts.Modified);
    }

    // As rsync does it: only root can give files away, others only to groups of theirs.
    private void Give(SafeFileHandle copy, FileDetails original)
    {
        const uint Nobody = uint.MaxValue;
        if (
            !Linux.SetOwner(copy, Environment.IsPrivilegedProcess ? original.Owner : Nobody, original.Group)
            && Environment.IsPrivilegedProcess
        )
            throw new PermanentException(
                $"{Path.GetFileName(source.Path)} may not be given to its owner at the destination. Switch sync.keep_owner off, or have the share allow it."
            );
    }

    // What a disk refused once it forgets, and answers well the next time: such a copy is not gone on with.
    private void Flush(SafeFileHandle copy)
    {
        try
        {
            Linux.Flush(copy);
        }
        catch (IOException)
        {
            folder.Remove(temp);
            throw;
        }
    }

    private TransientException Changed() => new($"{Path.GetFileName(source.Path)} changed while it was copied; it is looked at again.");

    public void Dispose()
    {
        _digest?.Dispose();
        folder.Dispose();
    }
}
