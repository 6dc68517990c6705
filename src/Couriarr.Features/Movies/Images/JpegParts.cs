using System.Buffers.Binary;

namespace Couriarr.Features.Movies.Images;

/// <summary>Walks through the marked parts of a JPEG up to the end of the file, and never outside of it.</summary>
internal ref struct JpegParts(ReadOnlySpan<byte> bytes)
{
    public const byte End = 0xD9;
    public const byte Scan = 0xDA;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    // Behind the mark of the beginning.
    private int _at = 2;

    public JpegPart Current { get; private set; }

    public readonly JpegParts GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_at + 4 <= _bytes.Length)
        {
            if (_bytes[_at] != 0xFF)
                throw new NoImageException("is a JPEG whose parts do not follow one another");
            var mark = _bytes[_at + 1];
            // Filling, and marks that stand alone.
            if (mark is 0xFF or 0x01 or (>= 0xD0 and <= 0xD7))
            {
                _at += mark == 0xFF ? 1 : 2;
                continue;
            }
            if (mark == End)
                return false;
            return Take(mark);
        }
        return false;
    }

    private bool Take(byte mark)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(_bytes[(_at + 2)..]);
        if (length < 2 || _at + 2 + length > _bytes.Length)
            throw new NoImageException("is a JPEG with a part that is longer than the file");
        var body = _bytes.Slice(_at + 4, length - 2);
        _at += 2 + length;
        var coded = mark == Scan ? Coded() : default;
        Current = new JpegPart(mark, body, coded);
        return true;
    }

    /// <summary>What is between the head of a scan and the next mark.</summary>
    private ReadOnlySpan<byte> Coded()
    {
        var start = _at;
        for (; _at + 1 < _bytes.Length; _at++)
            if (_bytes[_at] == 0xFF && _bytes[_at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
                return _bytes[start.._at];
        _at = _bytes.Length;
        return _bytes[start..];
    }
}

/// <param name="mark">What kind of part it is.</param>
/// <param name="coded">Of a scan: its picture.</param>
internal readonly ref struct JpegPart(byte mark, ReadOnlySpan<byte> body, ReadOnlySpan<byte> coded)
{
    public byte Mark { get; } = mark;
    public ReadOnlySpan<byte> Body { get; } = body;
    public ReadOnlySpan<byte> Coded { get; } = coded;

    /// <summary>Says how large the picture is, and how it is coded.</summary>
    public bool IsFrame => Mark is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
