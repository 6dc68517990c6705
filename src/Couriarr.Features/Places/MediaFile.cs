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

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Spans = Endings.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Is(string path) => Is(path.AsSpan());

    public static bool Is(ReadOnlySpan<char> path) => Spans.Contains(Path.GetExtension(path));
}
