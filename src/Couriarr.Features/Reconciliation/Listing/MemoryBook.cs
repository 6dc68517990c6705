using System.Buffers;
using Couriarr.Features.Places;
using Microsoft.Win32.SafeHandles;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>What is remembered of a tree, and what is to be remembered of it next time. Threads share it.</summary>
internal sealed class MemoryBook : IDisposable
{
    private const int Chunk = 1 << 20;
    private readonly string _path;
    private readonly string _temp;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly List<(ulong Hash, long At)> _index = [];
    private readonly ArrayBufferWriter<byte> _pending = new();
    private SafeFileHandle? _file;
    private long _written;

    public MemoryBook(string path, ulong mark, MemoryShelf? shelf, TimeProvider clock)
    {
        (_path, _temp, _clock, Shelf) = (path, path + ".new", clock, shelf);
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
        Keep(folder, scratch.WrittenSpan);
    }

    public void Keep(string folder, ReadOnlySpan<byte> record)
    {
        lock (_gate)
        {
            _index.Add((MemoryShelf.HashOf(folder), At));
            _pending.Write(record);
            if (_pending.WrittenCount > Chunk)
                Write();
        }
    }

    /// <summary>All was read: from now on this is what is remembered.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _index.Sort();
            _pending.Write(MemoryShelf.IndexOf(_index, At));
            Write();
            if (_file is null)
                return;
            Close();
            File.Move(_temp, _path, overwrite: true);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            if (_file is not null)
            {
                Close();
                File.Delete(_temp);
            }
        Shelf?.Dispose();
    }

    private long At => _written + _pending.WrittenCount;

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
            Close();
            File.Delete(_temp);
        }
        _written = At;
        _pending.ResetWrittenCount();
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
