using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Couriarr.Features.Places;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>How one folder is remembered: its length and its sum, when it was read and in which state it was, its path, what it held.</summary>
internal static class MemoryRecord
{
    public const int Head = 8;
    private const int FactsLength = 5 * 8;

    // Whoever may still be writing is looked at again; and what changed within the clock's coarseness may have changed once more.
    private const long Quiet = 60 * 60 * 1000;
    private const long Coarsest = 2_000;

    // Sizes may change without the folder: no size is older than that.
    private const long Longest = 8L * 24 * 60 * 60 * 1000;

    public static bool IsSettled(FolderFacts facts, Page page, long now) =>
        page.IsPlain
        && Math.Max(facts.Modified, facts.Changed) / 1_000_000 < now - Coarsest
        && Array.TrueForAll(page.Entries, entry => entry.Kind is EntryKind.Folder || entry.Modified < now - Quiet);

    public static void Write(ArrayBufferWriter<byte> to, string folder, FolderFacts facts, Page page, long now)
    {
        to.Advance(Head + Put(to.GetSpan(Head + FactsLength)[Head..], now, facts.Device, (long)facts.Inode, facts.Modified, facts.Changed));
        PutName(to, folder);
        to.Advance(Put(to.GetSpan(8), page.Entries.Length));
        var start = folder.Length == 0 ? 0 : folder.Length + 1;
        foreach (var entry in page.Entries)
        {
            to.Advance(Put(to.GetSpan(16), entry.Kind is EntryKind.Folder ? -1 : entry.Size, entry.Modified));
            PutName(to, entry.Path.AsSpan(start));
        }
        var record = MemoryMarshal.AsMemory(to.WrittenMemory).Span;
        BinaryPrimitives.WriteInt32LittleEndian(record, record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], SumOf(record[Head..]));
    }

    /// <returns>Null when it is of another folder or another state of it, too old, or damaged.</returns>
    public static Page? Read(ReadOnlySpan<byte> record, string folder, FolderFacts facts, long now, char[] scratch)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(record[4..]) != SumOf(record[Head..]))
            return null;
        var rest = record[Head..];
        var at = Take(ref rest);
        var then = new FolderFacts(Take(ref rest), (ulong)Take(ref rest), Take(ref rest), Take(ref rest));
        if (then != facts || at > now || at < now - Longest || !TakeName(ref rest, scratch).SequenceEqual(folder))
            return null;
        var entries = new Entry[Take(ref rest)];
        List<int> inner = [];
        for (var i = 0; i < entries.Length; i++)
        {
            var (size, modified) = (Take(ref rest), Take(ref rest));
            var name = TakeName(ref rest, scratch);
            if (size < 0)
                inner.Add(i);
            entries[i] = new Entry(
                folder.Length == 0 ? name.ToString() : string.Concat(folder, "/", name),
                size < 0 ? EntryKind.Folder : EntryKind.File,
                Math.Max(0, size),
                modified
            );
        }
        return new Page(entries, [.. inner], []);
    }

    private static int Put(Span<byte> to, params ReadOnlySpan<long> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(to[(i * 8)..], numbers[i]);
        return numbers.Length * 8;
    }

    private static void PutName(ArrayBufferWriter<byte> to, ReadOnlySpan<char> name)
    {
        var span = to.GetSpan(2 + (name.Length * 3));
        var length = NameBytes.Write(name, span[2..]);
        BinaryPrimitives.WriteUInt16LittleEndian(span, (ushort)length);
        to.Advance(2 + length);
    }

    private static long Take(ref ReadOnlySpan<byte> rest)
    {
        var number = BinaryPrimitives.ReadInt64LittleEndian(rest);
        rest = rest[8..];
        return number;
    }

    private static ReadOnlySpan<char> TakeName(ref ReadOnlySpan<byte> rest, char[] scratch)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        var name = scratch.AsSpan(0, NameBytes.Read(rest.Slice(2, length), scratch));
        rest = rest[(2 + length)..];
        return name;
    }

    /// <param name="sum">Of what stands before it.</param>
    public static uint SumOf(ReadOnlySpan<byte> bytes, uint sum = uint.MaxValue)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            sum = BitOperations.Crc32C(sum, word);
        foreach (var each in bytes[(words.Length * 8)..])
            sum = BitOperations.Crc32C(sum, each);
        return sum;
    }
}
