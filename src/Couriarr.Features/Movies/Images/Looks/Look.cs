using System.Numerics;

namespace Couriarr.Features.Movies.Images.Looks;

/// <summary>
/// What an image looks like, in 64 bits: whether each of its coarsest waves is stronger than the middle one. The same picture in another
/// size, format or quality differs in few of them, another picture in about half.
/// </summary>
internal static class Look
{
    /// <summary>In fewer bits than this, two images are the same to the eye.</summary>
    public const int Twins = 10;
    private const int Side = 32;
    private const int Waves = 8;
    private static readonly double[,] Cosines = MakeCosines();

    /// <returns>Null for what is not decoded: then only the same bytes are the same image.</returns>
    /// <exception cref="NoImageException">It begins as an image and does not go on as one.</exception>
    public static long? Of(ReadOnlySpan<byte> bytes, ImageHeader header) =>
        header.Format switch
        {
            ImageFormat.Jpeg when JpegShades.Read(bytes) is { } grey => Of(grey),
            ImageFormat.Png when PngShades.Read(bytes, header) is { } grey => Of(grey),
            _ => null,
        };

    public static bool AreTwins(long a, long b) => Distance(a, b) < Twins;

    public static int Distance(long a, long b) => BitOperations.PopCount((ulong)(a ^ b));

    public static long Of(GreyImage image)
    {
        var waves = WavesOf(image.Resized(Side));
        // The first is how bright the whole is: it says nothing of what is to be seen.
        var middle = waves.Skip(1).Order().ElementAt((waves.Length - 1) / 2);
        var look = 0UL;
        for (var i = 0; i < waves.Length; i++)
            look |= (waves[i] > middle ? 1UL : 0) << i;
        return (long)look;
    }

    private static double[] WavesOf(double[] points)
    {
        var rows = new double[Side * Waves];
        for (var y = 0; y < Side; y++)
        for (var u = 0; u < Waves; u++)
        for (var x = 0; x < Side; x++)
            rows[(y * Waves) + u] += points[(y * Side) + x] * Cosines[u, x];
        var waves = new double[Waves * Waves];
        for (var v = 0; v < Waves; v++)
        for (var u = 0; u < Waves; u++)
        for (var y = 0; y < Side; y++)
            waves[(v * Waves) + u] += rows[(y * Waves) + u] * Cosines[v, y];
        // What is left of nought by calculating must not decide.
        return Array.ConvertAll(waves, wave => Math.Round(wave, 3));
    }

    private static double[,] MakeCosines()
    {
        var cosines = new double[Waves, Side];
        for (var wave = 0; wave < Waves; wave++)
        for (var at = 0; at < Side; at++)
            cosines[wave, at] = Math.Cos(Math.PI * wave * ((2 * at) + 1) / (2 * Side));
        return cosines;
    }
}
