using System.Collections.Frozen;

namespace Couriarr.Features.Places;

/// <summary>Tells what players play from what belongs to it.</summary>
internal static class MediaFile
{
    private static readonly FrozenSet<string> Endings = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".mkv",
        ".mp4",
        ".m4v",
        ".avi",
        ".mov",
        ".wmv",
        ".ts",
        ".m2ts",
        ".mts",
        ".mpg",
        ".mpeg",
        ".webm",
        ".ogm",
        ".ogv",
        ".flv",
        ".divx",
        ".3gp",
        ".iso",
        ".strm",
        ".flac",
        ".mp3",
        ".m4a",
        ".ogg",
        ".opus",
        ".wav",
        ".aac",
        ".wma",
        ".ape"
    );

    public static bool Is(string path) => Endings.Contains(Path.GetExtension(path));
}
