using System.Buffers.Binary;

namespace Couriarr.Features.Movies.Images.Looks;

/// <summary>
/// Reads the shades of a JPEG in an eighth of its size. A JPEG tells the mean of each 8×8 points by itself: those are taken, and nothing
/// else of it is computed. In one that comes in waves they are in the first.
/// </summary>
internal sealed class JpegShades
{
    private readonly int[] _firstQuantum = new int[4];
    private readonly JpegCodes?[] _coarse = new JpegCodes?[4];
    private readonly JpegCodes?[] _fine = new JpegCodes?[4];
    private JpegFrame? _frame;
    private int _restart;

    /// <returns>Null for kinds that nobody uses for pictures of movies: without loss, or with arithmetic codes.</returns>
    /// <exception cref="NoImageException">Its picture is damaged.</exception>
    public static GreyImage? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new JpegShades().Walk(bytes);
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            throw new NoImageException("is a JPEG whose tables are damaged");
        }
    }

    private GreyImage? Walk(ReadOnlySpan<byte> bytes)
    {
        foreach (var part in new JpegParts(bytes))
        {
            if (part.Mark == 0xDB)
                ReadQuanta(part.Body);
            else if (part.Mark == 0xC4)
                ReadCodes(part.Body);
            else if (part.Mark == 0xDD)
                _restart = BinaryPrimitives.ReadUInt16BigEndian(part.Body);
            else if (part.IsFrame && (_frame = JpegFrame.Read(part.Mark, part.Body)) is null)
                return null;
            else if (part.Mark == JpegParts.Scan && _frame is { } frame && frame.TellsMeans(part.Body))
                return new JpegScan(frame, _firstQuantum, _coarse, _fine, _restart).Read(part.Body, part.Coded);
        }
        throw new NoImageException("is a JPEG without a picture in it");
    }

    // Of each table only the first number matters here.
    private void ReadQuanta(ReadOnlySpan<byte> body)
    {
        while (body.Length > 0)
        {
            var isWide = body[0] >> 4 != 0;
            _firstQuantum[body[0] & 3] = isWide ? BinaryPrimitives.ReadUInt16BigEndian(body[1..]) : body[1];
            body = body[(isWide ? 129 : 65)..];
        }
    }

    private void ReadCodes(ReadOnlySpan<byte> body)
    {
        while (body.Length > 0)
        {
            var count = 0;
            foreach (var some in body.Slice(1, 16))
                count += some;
            var codes = new JpegCodes(body.Slice(1, 16), body.Slice(17, count));
            (body[0] >> 4 == 0 ? _coarse : _fine)[body[0] & 3] = codes;
            body = body[(17 + count)..];
        }
    }
}
