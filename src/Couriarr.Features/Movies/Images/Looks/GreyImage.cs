namespace Couriarr.Features.Movies.Images.Looks;

/// <summary>A small picture in shades of grey: enough to tell whether two look alike.</summary>
internal sealed class GreyImage(int width, int height)
{
    public int Width { get; } = width;
    public int Height { get; } = height;
    public byte[] Shades { get; } = new byte[width * height];

    /// <summary>Squeezed or stretched; each new point is the mean of the area that it stands for.</summary>
    public double[] Resized(int side)
    {
        var points = new double[side * side];
        for (var y = 0; y < side; y++)
        for (var x = 0; x < side; x++)
            points[(y * side) + x] = Mean(
                (double)x * Width / side,
                (double)(x + 1) * Width / side,
                (double)y * Height / side,
                (double)(y + 1) * Height / side
            );
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
