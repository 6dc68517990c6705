namespace Couriarr.Features.Movies.Choosing;

/// <summary>What an image must be to be worn as a type: of about the right form, and large enough for a big screen.</summary>
/// <param name="Aspect">Width by height; null takes any form.</param>
internal sealed record Standard(double? Aspect, int Width, int Height)
{
    private const double Tolerance = 0.10;

    public static Standard Of(ArtworkType type) =>
        type switch
        {
            ArtworkType.Poster => new(2.0 / 3, 500, 750),
            ArtworkType.Fanart => new(16.0 / 9, 1280, 720),
            ArtworkType.Landscape => new(16.0 / 9, 1000, 562),
            ArtworkType.Clearlogo => new(null, 400, 1),
            ArtworkType.Clearart => new(16.0 / 9, 500, 281),
            ArtworkType.Banner => new(1000.0 / 185, 758, 140),
            _ => new(1, 500, 500),
        };

    /// <returns>Why it cannot be worn; null when it can.</returns>
    public string? Objection(int width, int height) =>
        Aspect is { } aspect && Math.Abs(((double)width / height / aspect) - 1) > Tolerance ? $"{width}×{height} is of another form"
        : width < Width || height < Height ? $"{width}×{height} is smaller than {Width}×{Height}"
        : null;
}
