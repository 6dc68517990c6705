using System.Buffers.Binary;

namespace Couriarr.Features.Movies.Images.Looks;

/// <summary>How large a JPEG is and of which planes it is made. The first plane is how bright it is.</summary>
internal sealed record JpegFrame(bool IsInWaves, int Width, int Height, IReadOnlyList<JpegPlane> Planes)
{
    public int WidestStep { get; } = Planes.Max(plane => plane.Across);
    public int HighestStep { get; } = Planes.Max(plane => plane.Down);
    public JpegPlane First => Planes[0];

    /// <summary>Of the first plane, in blocks. The last ones may lie over the edge.</summary>
    public double ExactAcross => Exact(Width, First.Across, WidestStep);
    public double ExactDown => Exact(Height, First.Down, HighestStep);

    public static JpegFrame? Read(byte mark, ReadOnlySpan<byte> body)
    {
        // Other ways to code it, or finer shades, are for medicine and archives.
        if (mark is not (0xC0 or 0xC1 or 0xC2) || body[0] != 8)
            return null;
        var planes = new List<JpegPlane>();
        for (var i = 0; i < body[5]; i++)
        {
            var at = body[(6 + (3 * i))..];
            planes.Add(new JpegPlane(at[0], at[1] >> 4, at[1] & 15, at[2] & 3));
        }
        if (planes.Count is 0 or > 4 || planes.Exists(plane => plane.Across is 0 or > 4 || plane.Down is 0 or > 4))
            throw new NoImageException("is a JPEG whose head is damaged");
        return new(mark == 0xC2, BinaryPrimitives.ReadUInt16BigEndian(body[3..]), BinaryPrimitives.ReadUInt16BigEndian(body[1..]), planes);
    }

    /// <summary>Whether a scan has the means of the first plane: of one in waves, the wave that begins with them.</summary>
    public bool TellsMeans(ReadOnlySpan<byte> head)
    {
        var (count, has) = (head[0], false);
        for (var i = 0; i < count; i++)
            has |= head[1 + (2 * i)] == First.Id;
        return has && (!IsInWaves || (head[1 + (2 * count)] == 0 && head[3 + (2 * count)] >> 4 == 0));
    }

    public int BlocksAcross(JpegPlane plane) => Blocks(Width, plane.Across, WidestStep);

    public int BlocksDown(JpegPlane plane) => Blocks(Height, plane.Down, HighestStep);

    private static int Blocks(int points, int step, int most) => (int)Math.Ceiling(Exact(points, step, most));

    private static double Exact(int points, int step, int most) => Math.Ceiling((double)points * step / most) / 8;
}

/// <param name="Across">How many blocks of it lie side by side in one unit.</param>
/// <param name="Quantum">The number of its table.</param>
internal sealed record JpegPlane(int Id, int Across, int Down, int Quantum);
