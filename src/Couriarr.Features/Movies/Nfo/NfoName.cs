using Couriarr.Features.Movies.Scanning;

namespace Couriarr.Features.Movies.Nfo;

/// <summary>Which of the names that players read a movie's NFO has.</summary>
internal static class NfoName
{
    private const string Plain = "movie.nfo";

    /// <summary>
    /// The one after the video, which every player reads. But where there is a movie.nfo already, that one: it wins in Jellyfin always and in
    /// Kodi where it is read at all, and two of them would contradict each other sooner or later.
    /// </summary>
    /// <param name="there">The names in the folder.</param>
    public static string Of(string video, bool sharesFolder, IEnumerable<string> there) =>
        sharesFolder && !Discs.IsOne(video)
            ? After(video)
            : there.FirstOrDefault(name => name.Equals(Plain, StringComparison.OrdinalIgnoreCase)) ?? After(video);

    // Of a disc, what lies in its own folder is read by one player only.
    private static string After(string video) => Discs.IsOne(video) ? Plain : $"{Path.GetFileNameWithoutExtension(video)}.nfo";
}
