using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace Couriarr.Neighbours;

/// <summary>
/// A picture that is made up from a number: the same number is the same picture in any size and format, another number looks different.
/// Whoever reads images finds whole, true ones; they are only cheap to draw.
/// </summary>
public sealed class DrawnImage(int seed, int width, int height)
{
    private const int Block = 8;
    private const int Fields = 9;
    private readonly byte[] _shades = Dice(seed);

    public int Seed { get; } = seed;
    public int Width { get; } = width;
    public int Height { get; } = height;

    /// <summary>How bright it is at a place, both from 0 to 1: a few fields of chance, and soft ways from one to the next.</summary>
    public byte At(double x, double y)
    {
        var (across, down) = (Math.Clamp(x, 0, 0.999) * (Fields - 1), Math.Clamp(y, 0, 0.999) * (Fields - 1));
        var (column, row) = ((int)across, (int)down);
        var (right, below) = (across - column, down - row);
        return (byte)(
            ((1 - below) * (((1 - right) * Field(column, row)) + (right * Field(column + 1, row))))
            + (below * (((1 - right) * Field(column, row + 1)) + (right * Field(column + 1, row + 1))))
        );
    }

    /// <summary>Each 8×8 points of one shade: a JPEG without any finer waves.</summary>
    public byte[] Jpeg()
    {
        var (across, down) = ((Width + Block - 1) / Block, (Height + Block - 1) / Block);
        var file = new MemoryStream();
        file.Write([0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)Block, 64)]);
        file.Write([0xFF, 0xC0, 0, 11, 8, (byte)(Height >> 8), (byte)Height, (byte)(Width >> 8), (byte)Width, 1, 1, 0x11, 0]);
        file.Write([0xFF, 0xC4, 0, 31, 0, 0, 0, 0, 12, .. new byte[12], .. Enumerable.Range(0, 12).Select(n => (byte)n)]);
        file.Write([0xFF, 0xC4, 0, 20, 0x10, 1, .. new byte[15], 0]);
        file.Write([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]);
        var bits = new BitWriter(file);
        var before = 0;
        for (var block = 0; block < across * down; block++)
        {
            var mean = At((block % across + 0.5) / across, (block / across + 0.5) / down) - 128;
            bits.Difference(mean - before);
            before = mean;
        }
        bits.Finish();
        file.Write([0xFF, 0xD9]);
        return file.ToArray();
    }

    /// <summary>In shades of grey.</summary>
    public byte[] Png()
    {
        var lines = new MemoryStream();
        using (var packed = new ZLibStream(lines, CompressionLevel.Fastest, leaveOpen: true))
            for (var y = 0; y < Height; y++)
                packed.Write([0, .. Enumerable.Range(0, Width).Select(x => At((x + 0.5) / Width, (y + 0.5) / Height))]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, Width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), Height);
        head[8] = 8;
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, head), .. Chunk("IDAT"u8, lines.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private byte Field(int column, int row) => _shades[(row * Fields) + column];

    private static byte[] Dice(int seed)
    {
        var shades = new byte[Fields * Fields];
        new Random(seed).NextBytes(shades);
        return shades;
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> body)
    {
        var chunk = new byte[body.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        name.CopyTo(chunk.AsSpan(4));
        body.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 8), Checksum(chunk.AsSpan(4, body.Length + 4)));
        return chunk;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
        }
        return ~sum;
    }

    private sealed class BitWriter(Stream file)
    {
        private int _bits;
        private int _count;

        /// <summary>Its length in four bits, itself, and one bit that says that nothing finer follows.</summary>
        public void Difference(int value)
        {
            var length = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(value));
            Write(length, 4);
            Write(value < 0 ? value + (1 << length) - 1 : value, length);
            Write(0, 1);
        }

        public void Finish()
        {
            if (_count > 0)
                Write((1 << (8 - _count)) - 1, 8 - _count);
        }

        private void Write(int value, int length)
        {
            for (var i = length - 1; i >= 0; i--)
            {
                _bits = (_bits << 1) | ((value >> i) & 1);
                if (++_count < 8)
                    continue;
                file.WriteByte((byte)_bits);
                if ((byte)_bits == 0xFF)
                    file.WriteByte(0);
                (_bits, _count) = (0, 0);
            }
        }
    }
}
