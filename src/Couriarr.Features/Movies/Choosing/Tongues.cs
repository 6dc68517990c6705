namespace Couriarr.Features.Movies.Choosing;

/// <summary>How welcome the language of the text on an image is: 0 is the best. It depends on what the image is for.</summary>
/// <param name="Preferred">As two letters.</param>
/// <param name="Original">The movie's own; null when nobody said.</param>
internal sealed record Tongues(string Preferred, string? Original)
{
    private const string English = "en";
    private const int Other = 4;

    /// <summary>Who sees a background wants no text on it; a title tells most in a language that one reads.</summary>
    public int Rank(ArtworkType type, string? language) =>
        type is ArtworkType.Fanart
            ? language is null
                ? 0
                : 1 + Of(language, [Preferred, English, Original])
            : Of(language, [Preferred, English, null, Original]);

    /// <summary>As the owner reads it.</summary>
    public static string Name(string? language) => language is null ? "without text" : $"in '{language}'";

    private static int Of(string? language, string?[] order) =>
        Array.FindIndex(order, one => string.Equals(one, language, StringComparison.OrdinalIgnoreCase)) is >= 0 and var place
            ? place
            : Other;
}
