namespace Couriarr.Features.Places;

/// <summary>Files that belong to a video and come after it.</summary>
internal static class Sidecar
{
    private static readonly string[] Endings =
    [
        ".srt",
        ".ass",
        ".ssa",
        ".sub",
        ".idx",
        ".sup",
        ".vtt",
        ".smi",
        ".nfo",
        ".jpg",
        ".jpeg",
        ".png",
        ".webp",
        ".tbn",
        ".lrc",
    ];

    public static bool Is(string name) => Endings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
}
