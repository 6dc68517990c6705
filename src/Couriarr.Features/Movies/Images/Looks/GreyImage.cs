namespace Couriarr.Features.Movies.Images.Looks;

/// <summary>A small picture in shades of grey: enough to tell whether two look alike.</summary>
/// <param name="across">How much of its width is the picture; the last point may lie over the edge.</param>
/// <param name="down">How much of its height.</param>
internal sealed class GreyImage(double across, double down)
{
    public int Width { get; } = (int)Math.Ceiling(across);
    public int Height { get; } = (int)Math.Ceiling(down);
    public byte[] Shades { get; } = new byte[(int)Math.Ceiling(across) * (int)Math.Ceiling(down)];

    /// <summary>Squeezed or stretched; each new point is the mean of the area that it stands for.</summary>
    public double[] Resized(int side)
    {
        var points = new double[side * side];
        for (var y = 0; y < side; y++)
        for (var x = 0; x < side; x++)
            points[(y * side) + x] = Mean(x * across / side, (x + 1) * across / side, y * down / side, (y + 1) * down / side);
        return points;
    }

    private double Mean(double left, double right, double top, double bottom)
    {
        var (sum, area) = (0.0, 0.0);
        for (var y = (int)top; y < bottom && y < Height; y++)
        for (var x = (int)left; x < right && x < Width; x++)
        {
            // At the edges only a part of a point belongs to it.
            var part = (Math.Min(right, x + 1) - Math.Max(left, x)) * (Math.Min(bottom, y + 1) - Math.Max(top, y));
            (sum, area) = (sum + (part * Shades[(y * Width) + x]), area + part);
        }
        return area > 0 ? sum / area : 0;
    }
}
