namespace Couriarr.Features.Movies.Scanning;

/// <summary>A file in a movie's folder or one folder below it.</summary>
/// <param name="Modified">In nanoseconds since 1970.</param>
internal sealed record FoundFile(string Name, long Size, long Modified);

/// <summary>A movie that was found in a folder.</summary>
internal sealed record FoundMovie(string Video, Naming Naming, IReadOnlyList<MovieFile> Files)
{
    public bool SharesFolder { get; init; }

    /// <summary>Why a person must say which file is the movie.</summary>
    public string? Doubt { get; init; }
}

/// <summary>Says what lies in a folder: which movies, and what of the rest belongs to which. Pure.</summary>
internal static class Sorting
{
    // A version is clearly the larger one from here on.
    private const double ClearlyLarger = 1.05;

    /// <summary>From here on no person is needed.</summary>
    public const int Sure = 80;
    private const int Told = 100;
    private const int Alone = 95;
    private const int AloneButExtras = 90;
    private const int Largest = Sure;
    private const int Guess = 40;

    /// <param name="folder">Its name; null for the root of a library, which no movie has for itself.</param>
    /// <param name="imported">The video that an app says is the movie.</param>
    public static IReadOnlyList<FoundMovie> Of(string? folder, IReadOnlyList<FoundFile> files, string? imported)
    {
        // What lies beside a disc is about it, and nothing has the root of a library for itself.
        if (folder is not null && files.FirstOrDefault(file => Discs.IsOne(file.Name)) is { } disc)
            return [MovieOf(folder, [disc], files, imported: null, alone: true)];
        var videos = files.Where(file => FileNames.IsVideo(file.Name)).ToList();
        var feature = videos.Where(file => !FileNames.IsExtra(file.Name) || file.Name == imported).ToList();
        var groups = feature.GroupBy(file => Naming.Of(StemOf(file.Name)).Key, StringComparer.Ordinal).ToList();
        var shares = folder is null || groups.Count > 1;
        return
        [
            .. groups.Select(group =>
                MovieOf(shares ? null : folder, [.. group], files, imported, alone: videos.Count == 1) with
                {
                    SharesFolder = shares,
                }
            ),
        ];
    }

    private static FoundMovie MovieOf(
        string? ownFolder,
        List<FoundFile> versions,
        IReadOnlyList<FoundFile> files,
        string? imported,
        bool alone
    )
    {
        var (main, confidence) = MainOf(versions, imported, alone);
        var stems = versions.Select(version => StemOf(version.Name)).ToList();
        var own = files.Where(file => versions.Contains(file) || Belongs(file, stems, ownFolder is not null));
        var roles = own.Select(file => RoleOf(file, main, versions, confidence, stems)).ToList();
        var naming = Naming.Of(StemOf(main.Name));
        // People name folders with more care than releases are named.
        if (ownFolder is not null && Naming.Of(ownFolder) is var careful && (careful.Year is not null || naming.Title.Length == 0))
            naming = careful;
        return new FoundMovie(main.Name, naming, roles)
        {
            Doubt =
                confidence >= Largest
                    ? null
                    : $"{versions.Count} videos may be the movie: {string.Join(", ", versions.Select(v => v.Name).Take(5))}. Say which.",
        };
    }

    private static (FoundFile Main, int Confidence) MainOf(List<FoundFile> versions, string? imported, bool alone)
    {
        if (versions.Find(version => version.Name == imported) is { } told)
            return (told, Told);
        if (versions is [var one])
            return (one, alone ? Alone : AloneButExtras);
        var ordered = versions.OrderByDescending(version => version.Size).ThenBy(version => version.Name, StringComparer.Ordinal).ToList();
        // Of a movie in parts the first one is what players go by.
        if (versions.OrderBy(version => version.Name, StringComparer.OrdinalIgnoreCase).ToList() is var parts && parts.TrueForAll(IsPart))
            return (parts[0], Largest);
        return (ordered[0], ordered[0].Size > ordered[1].Size * ClearlyLarger ? Largest : Guess);
    }

    private static bool IsPart(FoundFile file) => Naming.IsPart(StemOf(file.Name));

    private static bool Belongs(FoundFile file, List<string> stems, bool ownsFolder) =>
        ownsFolder || stems.Exists(stem => FileNames.IsCalledAfter(stem, file.Name));

    private static MovieFile RoleOf(FoundFile file, FoundFile main, List<FoundFile> versions, int confidence, List<string> stems)
    {
        var (role, sure) =
            file == main ? (FileRole.Main, confidence)
            : versions.Contains(file) ? (FileRole.OtherMovie, confidence)
            : FileNames.IsVideo(file.Name) ? (FileRole.Extra, AloneButExtras)
            : FileNames.IsSubtitle(file.Name) ? (FileRole.Subtitle, Alone)
            : FileNames.IsNfo(file.Name) ? (FileRole.Nfo, Alone)
            : FileNames.IsImage(file.Name) ? (FileRole.Artwork, ArtworkConfidence(file.Name, stems))
            : (FileRole.Unknown, Guess);
        return new MovieFile(file.Name, role, sure, file.Size, file.Modified);
    }

    private static int ArtworkConfidence(string name, List<string> stems) =>
        LocalArtwork.TypeOf(name, stems) is not null ? Told
        : FileNames.IsShortArtwork(name) ? Largest
        : Guess;

    /// <summary>Nothing is called after a disc: it has its folder for itself.</summary>
    internal static string StemOf(string name) => Discs.IsOne(name) ? "" : Path.GetFileNameWithoutExtension(name);
}
