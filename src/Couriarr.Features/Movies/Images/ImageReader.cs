using System.Buffers.Binary;

namespace Couriarr.Features.Movies.Images;

/// <summary>
/// Reads what kind of image bytes are, and how large, from the bytes alone. What a name or a header of HTTP says about them is not asked.
/// </summary>
internal static class ImageReader
{
    /// <summary>No picture of a movie is larger; what claims to be is made to fill somebody's memory.</summary>
    public const int LongestSide = 16_384;
    private const long MostPixels = 120_000_000;
    private const int PngHead = 24;
    private const int WebpHead = 30;

    /// <summary>The same, of what every player shows.</summary>
    /// <exception cref="NoImageException">They are none, or one that some players cannot show.</exception>
    public static ImageHeader ReadShowable(ReadOnlySpan<byte> bytes) =>
        Read(bytes) is { Format: not ImageFormat.Webp } header
            ? header
            : throw new NoImageException("is a WebP, which older players cannot show");

    /// <exception cref="NoImageException">They are none, not whole, or of a size that is none.</exception>
    public static ImageHeader Read(ReadOnlySpan<byte> bytes)
    {
        var header = Recognize(bytes);
        if (header.Width is <= 0 or > LongestSide || header.Height is <= 0 or > LongestSide || header.Pixels > MostPixels)
            throw new NoImageException($"claims to be {header.Width}×{header.Height} pixels large");
        return header;
    }

    private static ImageHeader Recognize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw new NoImageException("is empty");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return Jpeg(bytes);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]))
            return Png(bytes);
        if (bytes.Length >= WebpHead && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8))
            return Webp(bytes);
        throw new NoImageException(Name(bytes));
    }

    private static ImageHeader Jpeg(ReadOnlySpan<byte> bytes)
    {
        foreach (var part in new JpegParts(bytes))
            if (part.IsFrame && part.Body.Length >= 6)
                // Tail is what follows the end of the picture: some cameras and hosts pad it.
                return bytes[^Math.Min(bytes.Length, 64)..].IndexOf((ReadOnlySpan<byte>)[0xFF, JpegParts.End]) >= 0
                    ? new(
                        ImageFormat.Jpeg,
                        BinaryPrimitives.ReadUInt16BigEndian(part.Body[3..]),
                        BinaryPrimitives.ReadUInt16BigEndian(part.Body[1..])
                    )
                    : throw new NoImageException("is a JPEG that breaks off");
        throw new NoImageException("is a JPEG without a picture in it");
    }

    private static ImageHeader Png(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < PngHead || !bytes[12..].StartsWith("IHDR"u8))
            throw new NoImageException("is a PNG without a picture in it");
        if (bytes[^Math.Min(bytes.Length, 64)..].IndexOf("IEND"u8) < 0)
            throw new NoImageException("is a PNG that breaks off");
        return new(ImageFormat.Png, Number(bytes[16..]), Number(bytes[20..]));
    }

    private static ImageHeader Webp(ReadOnlySpan<byte> bytes)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) + 8L > bytes.Length)
            throw new NoImageException("is a WebP that breaks off");
        var body = bytes[20..];
        return bytes[12..16] switch
        {
            [(byte)'V', (byte)'P', (byte)'8', (byte)'X'] => Of(1 + Three(body[4..]), 1 + Three(body[7..])),
            [(byte)'V', (byte)'P', (byte)'8', (byte)'L'] => Of(1 + Bits(body, 0), 1 + Bits(body, 14)),
            [(byte)'V', (byte)'P', (byte)'8', (byte)' '] => Of(Two(body[6..]), Two(body[8..])),
            _ => throw new NoImageException("is a WebP without a picture in it"),
        };
        static ImageHeader Of(int width, int height) => new(ImageFormat.Webp, width, height);
        static int Two(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt16LittleEndian(at) & 0x3FFF;
        static int Three(ReadOnlySpan<byte> at) => at[0] | (at[1] << 8) | (at[2] << 16);
        static int Bits(ReadOnlySpan<byte> at, int from) => (int)(BinaryPrimitives.ReadUInt32LittleEndian(at[1..]) >> from) & 0x3FFF;
    }

    private static int Number(ReadOnlySpan<byte> at) => (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(at), int.MaxValue);

    // The owner shall read what came instead: mostly a page that says sorry.
    private static string Name(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.TrimStart(" \t\r\n\uFEFF"u8);
        return start.StartsWith("<svg"u8) ? "is an SVG, which players cannot show"
            : start.StartsWith("<"u8) ? NoImageException.Page
            : start.StartsWith("{"u8) || start.StartsWith("["u8) ? "is a JSON text"
            : start.StartsWith("GIF8"u8) ? "is a GIF, which players do not take as artwork"
            : "is no image of a kind that is known";
    }
}
