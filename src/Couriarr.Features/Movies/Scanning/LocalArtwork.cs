namespace Couriarr.Features.Movies.Scanning;

/// <summary>Which artwork a file is for the players, by its name: all names that Jellyfin and Kodi read.</summary>
internal static class LocalArtwork
{
    private static readonly Dictionary<string, ArtworkType> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["poster"] = ArtworkType.Poster,
        ["folder"] = ArtworkType.Poster,
        ["cover"] = ArtworkType.Poster,
        ["default"] = ArtworkType.Poster,
        ["movie"] = ArtworkType.Poster,
        ["fanart"] = ArtworkType.Fanart,
        ["background"] = ArtworkType.Fanart,
        ["backdrop"] = ArtworkType.Fanart,
        ["art"] = ArtworkType.Fanart,
        ["landscape"] = ArtworkType.Landscape,
        ["thumb"] = ArtworkType.Landscape,
        ["logo"] = ArtworkType.Clearlogo,
        ["clearlogo"] = ArtworkType.Clearlogo,
        ["clearart"] = ArtworkType.Clearart,
        ["banner"] = ArtworkType.Banner,
        ["disc"] = ArtworkType.Discart,
        ["discart"] = ArtworkType.Discart,
        ["cdart"] = ArtworkType.Discart,
    };

    /// <param name="stems">Of the videos of the movie.</param>
    /// <returns>Null for what no player takes for artwork of the movie, and for second images of a type.</returns>
    public static ArtworkType? TypeOf(string name, IEnumerable<string> stems)
    {
        if (!FileNames.IsImage(name) || name.Contains('/', StringComparison.Ordinal))
            return null;
        var word = Path.GetFileNameWithoutExtension(name);
        foreach (var stem in stems)
            if (word == stem)
                return ArtworkType.Poster;
            else if (FileNames.IsCalledAfter(stem, word))
                return Words.TryGetValue(word[(stem.Length + 1)..], out var own) ? own : null;
        return Words.TryGetValue(word, out var type) ? type : null;
    }
}
