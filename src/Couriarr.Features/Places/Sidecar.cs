using System.Collections.Frozen;

namespace Couriarr.Features.Places;

/// <summary>Files that belong to a video and come after it.</summary>
internal static class Sidecar
{
    private static readonly FrozenSet<string> Endings = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
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
        ".lrc"
    );
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Spans = Endings.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Is(string name) => Is(name.AsSpan());

    public static bool Is(ReadOnlySpan<char> name) => Spans.Contains(Path.GetExtension(name));
}
