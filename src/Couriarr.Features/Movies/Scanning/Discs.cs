namespace Couriarr.Features.Movies.Scanning;

/// <summary>A movie that is a disc: a folder within the movie's, and in it the one file that players open.</summary>
internal static class Discs
{
    private static readonly string[] Openers = ["VIDEO_TS/VIDEO_TS.IFO", "BDMV/index.bdmv"];
    private static readonly string[] Folders = ["VIDEO_TS", "BDMV", "AUDIO_TS"];

    /// <param name="name">Below the movie's folder.</param>
    public static bool IsOne(string name) => Openers.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A part of a disc: what lies in it are no movies.</summary>
    public static bool IsPart(string folder) => Folders.Contains(folder, StringComparer.OrdinalIgnoreCase);
}
