using System.Buffers;
using Couriarr.Features.Places;
using Microsoft.Win32.SafeHandles;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>
/// What is remembered of a tree, and what is to be remembered of it next time. Threads share it. After a night in which no folder changed
/// the file of last time stays; else what is still true of it is taken over as it stands, and what was read goes behind it.
/// </summary>
internal sealed class MemoryBook : IDisposable
{
    private const int Chunk = 1 << 18;
    private readonly string _path;
    private readonly string _temp;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly List<(ulong Hash, long At)> _read = [];
    private readonly ArrayBufferWriter<byte> _pending = new();

    // Each is written by the one thread that recalls this folder.
    private readonly bool[] _isRecalled;
    private SafeFileHandle? _file;
    private long _written;

    public MemoryBook(string path, ulong mark, MemoryShelf? shelf, TimeProvider clock)
    {
        (_path, _temp, _clock, Shelf) = (path, path + ".new", clock, shelf);
        _isRecalled = new bool[shelf?.Count ?? 0];
        _file = File.OpenHandle(_temp, FileMode.Create, FileAccess.Write, FileShare.None);
        _pending.Write(MemoryShelf.HeaderOf(mark));
    }

    /// <summary>Of last time; null when there is nothing to trust.</summary>
    public MemoryShelf? Shelf { get; }

    public long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    public void Keep(string folder, FolderFacts facts, Page page, ArrayBufferWriter<byte> scratch)
    {
        if (!MemoryRecord.IsSettled(facts, page, Now))
            return;
        scratch.ResetWrittenCount();
        MemoryRecord.Write(scratch, folder, facts, page, Now);
        lock (_gate)
        {
            _read.Add((MemoryShelf.HashOf(folder), At));
            Append(scratch.WrittenSpan);
        }
    }

    /// <summary>What the shelf has of this folder is true.</summary>
    public void Keep(int recalled) => _isRecalled[recalled] = true;

    /// <summary>All was read: from now on this is what is remembered.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            if (_read.Count == 0 && Shelf is not null && Array.TrueForAll(_isRecalled, isIt => isIt))
                return;
            TakeOver();
            Write();
            if (_file is not { } file)
                return;
            try
            {
                MemoryShelf.WriteIndex(file, [.. _read.Select(one => one.Hash)], [.. _read.Select(one => one.At)], _written);
            }
            catch (IOException)
            {
                return;
            }
            Close();
            File.Move(_temp, _path, overwrite: true);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            if (_file is not null)
                Drop();
        Shelf?.Dispose();
    }

    private long At => _written + _pending.WrittenCount;

    // Folders that stand one behind the other go in one piece.
    private void TakeOver()
    {
        if (Shelf is not { } shelf)
            return;
        var (order, start) = (shelf.InOrder(), 0L);
        _read.EnsureCapacity(_read.Count + order.Length);
        for (var i = 0; i < order.Length && _file is not null; i++)
        {
            if (!_isRecalled[order[i]])
                continue;
            var place = shelf.PlaceOf(order[i]);
            if (i == 0 || !_isRecalled[order[i - 1]])
                start = place;
            _read.Add((shelf.HashOf(order[i]), At + place - start));
            if (i + 1 == order.Length || !_isRecalled[order[i + 1]])
                Append(shelf, start, i + 1 == order.Length ? shelf.End : shelf.PlaceOf(order[i + 1]));
        }
    }

    private void Append(MemoryShelf shelf, long start, long end)
    {
        while (start < end)
        {
            var some = _pending.GetSpan(Chunk)[..(int)Math.Min(Chunk, end - start)];
            if (shelf.Read(some, start) is not (> 0 and var length))
            {
                Drop();
                return;
            }
            _pending.Advance(length);
            start += length;
            Write();
        }
    }

    private void Append(ReadOnlySpan<byte> record)
    {
        _pending.Write(record);
        if (_pending.WrittenCount > Chunk)
            Write();
    }

    // A full disk costs the memory, not the walk.
    private void Write()
    {
        try
        {
            if (_file is { } file)
                RandomAccess.Write(file, _pending.WrittenSpan, _written);
        }
        catch (IOException)
        {
            Drop();
        }
        _written = At;
        _pending.ResetWrittenCount();
    }

    private void Drop()
    {
        Close();
        File.Delete(_temp);
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
