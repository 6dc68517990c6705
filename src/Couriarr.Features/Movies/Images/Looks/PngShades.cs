using System.Buffers.Binary;
using System.IO.Compression;

namespace Couriarr.Features.Movies.Images.Looks;

/// <summary>Reads the shades of a PNG line by line, every few points one: no more of it is in memory than two lines.</summary>
internal sealed class PngShades
{
    private const int About = 256;
    private const int Grey = 128;
    private readonly PngKind _kind;
    private readonly (int Width, int Height) _size;
    private readonly byte[] _palette;
    private readonly GreyImage _image;
    private readonly int _step;

    private PngShades(PngKind kind, ImageHeader header, byte[] palette)
    {
        (_kind, _size, _palette) = (kind, (header.Width, header.Height), palette);
        _step = Math.Max(1, Math.Min(header.Width, header.Height) / About);
        _image = new GreyImage((double)header.Width / _step, (double)header.Height / _step);
    }

    /// <returns>Null for kinds that are not read: interlaced ones.</returns>
    /// <exception cref="NoImageException">Its picture is damaged.</exception>
    public static GreyImage? Read(ReadOnlySpan<byte> bytes, ImageHeader header)
    {
        var (packed, palette) = (new MemoryStream(), Array.Empty<byte>());
        for (var at = 8; at + 12 <= bytes.Length; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - 12)
                throw new NoImageException("is a PNG with a part that is longer than the file");
            var body = bytes.Slice(at + 8, (int)length);
            if (bytes[(at + 4)..].StartsWith("IDAT"u8))
                packed.Write(body);
            else if (bytes[(at + 4)..].StartsWith("PLTE"u8))
                palette = body.ToArray();
            at += 12 + (int)length;
        }
        packed.Position = 0;
        return bytes.Length > 28 && PngKind.Of(bytes[24], bytes[25]) is { } kind && bytes[28] == 0
            ? new PngShades(kind, header, palette).Unpack(packed)
            : null;
    }

    private GreyImage Unpack(Stream packed)
    {
        var length = checked((int)((((long)_size.Width * _kind.Bits) + 7) / 8));
        var (line, above) = (new byte[length], new byte[length]);
        try
        {
            using var lines = new ZLibStream(packed, CompressionMode.Decompress);
            for (var y = 0; y < _size.Height; y++)
            {
                var filter = lines.ReadByte();
                lines.ReadExactly(line);
                PngLine.Undo(filter, line, above, Math.Max(1, _kind.Bits / 8));
                if (y % _step == 0)
                    Take(line, y / _step);
                (line, above) = (above, line);
            }
            return _image;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new NoImageException("is a PNG whose picture is damaged");
        }
    }

    private void Take(byte[] line, int row)
    {
        for (var x = 0; x < _image.Width; x++)
            _image.Shades[(row * _image.Width) + x] = ShadeAt(line, x * _step);
    }

    private byte ShadeAt(byte[] line, int x)
    {
        if (_kind.Bits < 8 || _kind.HasPalette)
            return OfIndex(PngLine.Bits(line, x, _kind.Bits));
        var at = x * (_kind.Bits / 8);
        var step = _kind.Depth / 8;
        var shade = _kind.HasColour ? Shade(line[at], line[at + step], line[at + (2 * step)]) : line[at];
        if (!_kind.HasAlpha)
            return shade;
        // What cannot be seen must not count, whatever colour it has.
        int alpha = line[at + (step * (_kind.HasColour ? 3 : 1))];
        return (byte)(((shade * alpha) + (Grey * (255 - alpha))) / 255);
    }

    private byte OfIndex(int index)
    {
        if (!_kind.HasPalette)
            return (byte)(index * 255 / ((1 << _kind.Bits) - 1));
        var at = index * 3;
        return at + 3 <= _palette.Length ? Shade(_palette[at], _palette[at + 1], _palette[at + 2]) : (byte)0;
    }

    private static byte Shade(int red, int green, int blue) => (byte)(((red * 299) + (green * 587) + (blue * 114)) / 1000);
}
