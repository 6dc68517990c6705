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

    /// <param name="end">Of the last folder, where the index begins.</param>
    private MemoryShelf(SafeFileHandle file, ulong[] hashes, long[] places, long end) =>
        (_file, _hashes, _places, End) = (file, hashes, places, end);

    public int Count => _places.Length;

    /// <summary>Where the last folder ends.</summary>
    public long End { get; }

    public static byte[] HeaderOf(ulong mark)
    {
        var header = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(header, Word);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(8), mark);
        return header;
    }

    /// <summary>Writes what finds the folders again, behind them.</summary>
    public static void WriteIndex(SafeFileHandle file, ulong[] hashes, long[] places, long start)
    {
        Array.Sort(hashes, places);
        long half = hashes.Length * 8;
        long[] foot = [start, places.Length, SumOf(hashes, places)];
        RandomAccess.Write(file, MemoryMarshal.AsBytes(hashes.AsSpan()), start);
        RandomAccess.Write(file, MemoryMarshal.AsBytes(places.AsSpan()), start + half);
        RandomAccess.Write(file, MemoryMarshal.AsBytes(foot.AsSpan()), start + half + half);
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
        return SumOf(hashes, places) == foot[2] ? new MemoryShelf(file, hashes, places, foot[0]) : null;
    }

    private static long SumOf(ulong[] hashes, long[] places) =>
        MemoryRecord.SumOf(MemoryMarshal.AsBytes(places.AsSpan()), MemoryRecord.SumOf(MemoryMarshal.AsBytes(hashes.AsSpan())));

    /// <returns>The number of the folder that may have this name; negative when none has.</returns>
    public int Find(string folder) => Array.BinarySearch(_hashes, HashOf(folder));

    public long PlaceOf(int folder) => _places[folder];

    public ulong HashOf(int folder) => _hashes[folder];

    /// <returns>The numbers of all folders as they stand in the file, one behind the other.</returns>
    public int[] InOrder()
    {
        var (numbers, places) = (new int[Count], _places.ToArray());
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = i;
        Array.Sort(places, numbers);
        return numbers;
    }

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
