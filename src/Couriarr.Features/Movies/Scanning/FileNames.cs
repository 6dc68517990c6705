namespace Couriarr.Features.Movies.Scanning;

/// <summary>What files are, by their names alone.</summary>
internal static class FileNames
{
    private static readonly HashSet<string> Videos = Endings(
        ".mkv .mp4 .m4v .avi .mov .wmv .mpg .mpeg .ts .m2ts .mts .webm .flv .vob .divx .ogm .iso .img .strm .3gp .asf .rmvb"
    );
    private static readonly HashSet<string> Subtitles = Endings(".srt .ass .ssa .sub .idx .sup .vtt .smi");
    private static readonly HashSet<string> Images = Endings(".jpg .jpeg .png .webp .tbn .gif .svg");
    private static readonly HashSet<string> ExtraFolders = Words(
        "extras|extra|trailers|trailer|featurettes|behind the scenes|deleted scenes|interviews|scenes|shorts|samples|sample|other|clips|theme-music|backdrops"
    );
    private static readonly string[] ExtraEndings =
    [
        "featurette",
        "behindthescenes",
        "deleted",
        "deletedscene",
        "interview",
        "scene",
        "short",
        "clip",
        "other",
        "extra",
    ];

    // These stand behind a dot as well; the words above may end the name of a movie: The.Other.mkv.
    private static readonly string[] PlainEndings = ["trailer", "sample"];

    private static readonly HashSet<string> ShortArtwork = Words(
        "poster|folder|cover|default|movie|fanart|background|backdrop|art|logo|clearlogo|clearart|disc|discart|cdart|banner|landscape|thumb|keyart"
    );

    public static bool IsVideo(string name) => Videos.Contains(Path.GetExtension(name));

    public static bool IsSubtitle(string name) => Subtitles.Contains(Path.GetExtension(name));

    public static bool IsImage(string name) => Images.Contains(Path.GetExtension(name));

    public static bool IsNfo(string name) => Path.GetExtension(name).Equals(".nfo", StringComparison.OrdinalIgnoreCase);

    /// <summary>A folder whose videos are about the movie and not the movie.</summary>
    public static bool IsExtraFolder(string name) => ExtraFolders.Contains(name);

    /// <summary>A trailer, a sample and the like: Dune-trailer.mkv, sample.mkv.</summary>
    public static bool IsExtra(string name)
    {
        if (name.Split('/') is [.. var folders, _] && folders.Any(IsExtraFolder))
            return true;
        var stem = Path.GetFileNameWithoutExtension(name);
        return PlainEndings.Any(word => IsWord(stem, word) || EndsIn(stem, word, "-._"))
            || ExtraEndings.Any(word => EndsIn(stem, word, "-"));
    }

    private static bool IsWord(string stem, string word) => stem.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool EndsIn(string stem, string word, string behind) =>
        stem.Length > word.Length && stem.EndsWith(word, StringComparison.OrdinalIgnoreCase) && behind.Contains(stem[^(word.Length + 1)]);

    /// <summary>poster.jpg and the like, which only a movie with a folder of its own can have.</summary>
    public static bool IsShortArtwork(string name) =>
        IsImage(name) && ShortArtwork.Contains(Path.GetFileNameWithoutExtension(name).TrimEnd("0123456789-".ToCharArray()));

    /// <summary>Called after a video: Dune.en.srt, Dune-poster.jpg, and not Dune Part Two.jpg.</summary>
    public static bool IsCalledAfter(string stem, string name) =>
        name.Length > stem.Length && name.StartsWith(stem, StringComparison.Ordinal) && name[stem.Length] is '.' or '-' or '_';

    private static HashSet<string> Endings(string all) => all.Split(' ').ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static HashSet<string> Words(string all) => all.Split('|').ToHashSet(StringComparer.OrdinalIgnoreCase);
}
