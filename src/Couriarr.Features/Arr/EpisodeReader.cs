using System.Globalization;
using Couriarr.Features.Media;
using Couriarr.Features.Outside;

namespace Couriarr.Features.Arr;

/// <summary>Reads which episodes an event is about, and which of them are in which file.</summary>
internal static class EpisodeReader
{
    public static IReadOnlyList<Episode> Read(Part root) =>
        [
            .. from part in root.List("episodes")
            let season = part.Number("seasonNumber")
            let number = part.Number("episodeNumber")
            where season is <= int.MaxValue && number is <= int.MaxValue
            select new Episode((int)season, (int)number, part.Text("title")),
        ];

    /// <summary>Where several files came at once, nothing but their names says what is in which.</summary>
    public static IReadOnlyList<Episode> Of(FileMark file, IReadOnlyList<Episode> all, bool isOnlyFile) =>
        isOnlyFile ? all : [.. all.Where(episode => AppPath.NameOf(file.Path).Contains(Code(episode), StringComparison.OrdinalIgnoreCase))];

    private static string Code(Episode episode) => string.Create(CultureInfo.InvariantCulture, $"S{episode.Season:00}E{episode.Number:00}");
}
