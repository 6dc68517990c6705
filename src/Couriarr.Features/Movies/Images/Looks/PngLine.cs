namespace Couriarr.Features.Movies.Images.Looks;

/// <summary>How the points of a PNG are written.</summary>
/// <param name="Depth">Bits of one channel.</param>
internal sealed record PngKind(int Depth, int Channels, bool HasPalette = false)
{
    public int Bits => Depth * Channels;
    public bool HasColour => Channels >= 3;
    public bool HasAlpha => Channels is 2 or 4;

    public static PngKind? Of(byte depth, byte colour) =>
        (colour, depth) switch
        {
            (0, 1 or 2 or 4 or 8 or 16) => new(depth, 1),
            (2, 8 or 16) => new(depth, 3),
            (3, 1 or 2 or 4 or 8) => new(depth, 1, HasPalette: true),
            (4, 8 or 16) => new(depth, 2),
            (6, 8 or 16) => new(depth, 4),
            _ => null,
        };
}

internal static class PngLine
{
    /// <summary>Each byte of a line is told as the difference to its neighbours on the left and above.</summary>
    public static void Undo(int filter, byte[] line, byte[] above, int apart)
    {
        if (filter is < 0 or > 4)
            throw new InvalidDataException();
        for (var i = 0; i < line.Length && filter > 0; i++)
        {
            var left = i >= apart ? line[i - apart] : 0;
            var aboveLeft = i >= apart ? above[i - apart] : 0;
            line[i] += (byte)(
                filter switch
                {
                    1 => left,
                    2 => above[i],
                    3 => (left + above[i]) / 2,
                    _ => Nearest(left, above[i], aboveLeft),
                }
            );
        }
    }

    public static int Bits(byte[] line, int x, int bits)
    {
        var at = x * bits;
        return (line[at / 8] >> (8 - bits - (at % 8))) & ((1 << bits) - 1);
    }

    private static int Nearest(int left, int above, int aboveLeft)
    {
        var (byLeft, byAbove) = (Math.Abs(above - aboveLeft), Math.Abs(left - aboveLeft));
        var byBoth = Math.Abs(left + above - (2 * aboveLeft));
        return byLeft <= byAbove && byLeft <= byBoth ? left
            : byAbove <= byBoth ? above
            : aboveLeft;
    }
}
