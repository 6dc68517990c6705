using System.Buffers;
using System.Buffers.Binary;
using Couriarr.Features.Places;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>One thread's view of what is remembered: folders are asked for nearly in the order in which they stand there.</summary>
internal sealed class MemoryWindow(MemoryBook book)
{
    private const int Before = 16 * 1024;
    private readonly ArrayBufferWriter<byte> _scratch = new(16 * 1024);
    private readonly char[] _names = new char[8 * 1024];
    private byte[] _bytes = new byte[64 * 1024];
    private long _start;
    private int _length;

    /// <returns>Null when it has to be read.</returns>
    public Page? Find(string folder, FolderFacts facts)
    {
        if (book.Shelf is not { } shelf || shelf.Find(folder) is not (>= 0 and var number))
            return null;
        var record = RecordAt(shelf, shelf.PlaceOf(number));
        if (record.Length == 0 || MemoryRecord.Read(record, folder, facts, book.Now, _names) is not { } page)
            return null;
        book.Keep(number);
        return page;
    }

    public bool HasAny => book.Shelf is not null;

    public void Keep(string folder, FolderFacts facts, Page page) => book.Keep(folder, facts, page, _scratch);

    private ReadOnlySpan<byte> RecordAt(MemoryShelf shelf, long at)
    {
        // Several threads wrote it and several read it: what was asked for a moment too early comes soon.
        if (!Holds(at, MemoryRecord.Head))
            Load(shelf, Math.Max(0, at - Before));
        if (!Holds(at, MemoryRecord.Head))
            return [];
        var size = BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan((int)(at - _start)));
        if (size < MemoryRecord.Head || size > shelf.End - at)
            return [];
        if (!Holds(at, size))
        {
            if (size > _bytes.Length)
                _bytes = new byte[size];
            Load(shelf, at);
        }
        return Holds(at, size) ? _bytes.AsSpan((int)(at - _start), size) : [];
    }

    private bool Holds(long at, int size) => at >= _start && at + size <= _start + _length;

    private void Load(MemoryShelf shelf, long at) => (_start, _length) = (at, shelf.Read(_bytes, at));
}
