using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>The file of last time: where in it each folder stands. Only the index is held, the rest is read as it is asked for.</summary>
internal sealed class MemoryShelf : IDisposable
{
    private const long Word = 0x31302D7265646C46;
    private const int Foot = 24;
    private readonly SafeFileHandle _file;
    private readonly ulong[] _hashes;
    private readonly long[] _places;

    private MemoryShelf(SafeFileHandle file, ulong[] hashes, long[] places) =>
        (_file, _hashes, _places, Length) = (file, hashes, places, RandomAccess.GetLength(file));

    public static byte[] HeaderOf(ulong mark)
    {
        var header = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(header, Word);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(8), mark);
        return header;
    }

    /// <param name="start">Where in the file it begins.</param>
    public static byte[] IndexOf(List<(ulong Hash, long At)> index, long start)
    {
        var numbers = new long[index.Count * 2];
        for (var i = 0; i < index.Count; i++)
            (numbers[i], numbers[index.Count + i]) = ((long)index[i].Hash, index[i].At);
        var bytes = MemoryMarshal.AsBytes(numbers.AsSpan());
        return [.. bytes, .. MemoryMarshal.AsBytes<long>([start, index.Count, MemoryRecord.SumOf(bytes)])];
    }

    /// <returns>Null when there is none, or none that is whole and of this mark.</returns>
    public static MemoryShelf? Open(string path, ulong mark)
    {
        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(path);
            if (Read(file, mark) is { } shelf)
                return shelf;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then everything is read anew.
        }
        file?.Dispose();
        return null;
    }

    private static MemoryShelf? Read(SafeFileHandle file, ulong mark)
    {
        var length = RandomAccess.GetLength(file);
        var (head, foot) = (new byte[16], new long[3]);
        if (
            length < 16 + Foot
            || RandomAccess.Read(file, head, 0) < 16
            || !head.AsSpan().SequenceEqual(HeaderOf(mark))
            || RandomAccess.Read(file, MemoryMarshal.AsBytes(foot.AsSpan()), length - Foot) < Foot
            || foot[0] < 16
            || foot[1] < 0
            || foot[1] > length / 16
            || foot[0] + (foot[1] * 16) + Foot != length
        )
            return null;
        var (hashes, places) = (new ulong[foot[1]], new long[foot[1]]);
        RandomAccess.Read(file, MemoryMarshal.AsBytes(hashes.AsSpan()), foot[0]);
        RandomAccess.Read(file, MemoryMarshal.AsBytes(places.AsSpan()), foot[0] + (foot[1] * 8));
        byte[] index = [.. MemoryMarshal.AsBytes(hashes.AsSpan()), .. MemoryMarshal.AsBytes(places.AsSpan())];
        return MemoryRecord.SumOf(index) == foot[2] ? new MemoryShelf(file, hashes, places) : null;
    }

    public long Length { get; }

    /// <returns>Where a folder of this name may stand; -1 when nowhere.</returns>
    public long PlaceOf(string folder) => Array.BinarySearch(_hashes, HashOf(folder)) is var at && at < 0 ? -1 : _places[at];

    public int Read(Span<byte> into, long at) => RandomAccess.Read(_file, into, at);

    /// <summary>The same in every run of the program.</summary>
    public static ulong HashOf(string folder)
    {
        var hash = 14695981039346656037UL;
        foreach (var sign in folder)
            hash = (hash ^ sign) * 1099511628211UL;
        return hash;
    }

    public void Dispose() => _file.Dispose();
}
