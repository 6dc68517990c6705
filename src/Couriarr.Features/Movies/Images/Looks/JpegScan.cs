namespace Couriarr.Features.Movies.Images.Looks;

/// <summary>Reads one scan of a JPEG, block by block, and keeps the means of the first plane.</summary>
internal sealed class JpegScan(JpegFrame frame, int[] quanta, JpegCodes?[] coarse, JpegCodes?[] fine, int restart)
{
    private const int Points = 64;
    private readonly GreyImage _image = new(frame.ExactAcross, frame.ExactDown);
    private readonly List<Part> _parts = [];
    private int _shift;

    public GreyImage Read(ReadOnlySpan<byte> head, ReadOnlySpan<byte> coded)
    {
        for (var i = 0; i < head[0]; i++)
            _parts.Add(PartOf(head[1 + (2 * i)], head[2 + (2 * i)]));
        _shift = frame.IsInWaves ? head[3 + (2 * head[0])] & 15 : 0;
        var bits = new JpegBits(coded);
        var (across, down) = Units();
        for (var unit = 0; unit < across * down; unit++)
        {
            if (restart > 0 && unit > 0 && unit % restart == 0)
                Restart(ref bits);
            foreach (var part in _parts)
                ReadUnit(ref bits, part, unit % across, unit / across);
        }
        return _image;
    }

    // A scan of one plane is told block by block, one of several in units that have blocks of each.
    private (int Across, int Down) Units() =>
        _parts.Count == 1
            ? (frame.BlocksAcross(_parts[0].Plane), frame.BlocksDown(_parts[0].Plane))
            : (Ceiling(frame.Width, 8 * frame.WidestStep), Ceiling(frame.Height, 8 * frame.HighestStep));

    private void ReadUnit(ref JpegBits bits, Part part, int x, int y)
    {
        var (across, down) = _parts.Count == 1 ? (1, 1) : (part.Plane.Across, part.Plane.Down);
        for (var row = 0; row < down; row++)
        for (var column = 0; column < across; column++)
        {
            part.Mean += Difference(ref bits, part.Coarse);
            if (!frame.IsInWaves)
                Pass(ref bits, part.Fine);
            if (part.Plane == frame.First)
                Keep((x * across) + column, (y * down) + row, part.Mean);
        }
    }

    private void Keep(int x, int y, int mean)
    {
        // Units at the edges have blocks that are not to be seen.
        if (x < _image.Width && y < _image.Height)
            _image.Shades[(y * _image.Width) + x] = (byte)
                Math.Clamp(128 + (((long)mean << _shift) * quanta[frame.First.Quantum] / 8), 0, byte.MaxValue);
    }

    private static int Difference(ref JpegBits bits, JpegCodes codes) => bits.Signed(codes.Next(ref bits) & 15);

    /// <summary>The finer waves of a block are not needed, but what follows stands behind them.</summary>
    private static void Pass(ref JpegBits bits, JpegCodes codes)
    {
        for (var at = 1; at < Points; at++)
        {
            var (zeros, length) = Math.DivRem(codes.Next(ref bits), 16);
            if (length == 0 && zeros != 15)
                return;
            bits.Signed(length);
            at += zeros;
        }
    }

    private void Restart(ref JpegBits bits)
    {
        bits.PassMark();
        foreach (var part in _parts)
            part.Mean = 0;
    }

    private Part PartOf(int id, int tables)
    {
        var plane = frame.Planes.FirstOrDefault(plane => plane.Id == id) ?? throw new NoImageException("is a JPEG whose head is damaged");
        var (means, waves) = (coarse[(tables >> 4) & 3], fine[tables & 3]);
        return means is null || (waves is null && !frame.IsInWaves)
            ? throw new NoImageException("is a JPEG without its tables")
            : new Part(plane, means, waves ?? means);
    }

    private static int Ceiling(int points, int step) => (points + step - 1) / step;

    /// <summary>A plane in this scan. Each mean is told as the difference to the one before.</summary>
    private sealed class Part(JpegPlane plane, JpegCodes coarse, JpegCodes fine)
    {
        public JpegPlane Plane { get; } = plane;
        public JpegCodes Coarse { get; } = coarse;
        public JpegCodes Fine { get; } = fine;
        public int Mean { get; set; }
    }
}
