using Couriarr.Features.Movies;

namespace Couriarr.Dashboard.Pictures;

/// <summary>Where the hosts of pictures have the same one small enough for a page.</summary>
internal static class Sizes
{
    private static readonly (string Large, string Small)[] OfPosters =
    [
        ("/images/original_untouched/", "/images/medium_portrait/"),
        ("/t/p/original/", "/t/p/w342/"),
        ("/t/p/w500/", "/t/p/w342/"),
        ("/fanart/movies/", "/preview/movies/"),
    ];
    private static readonly (string Large, string Small)[] OfOthers = [("/t/p/original/", "/t/p/w300/"), OfPosters[^1]];

    public static Uri Small(this Uri address, ArtworkType type = ArtworkType.Poster) =>
        (type is ArtworkType.Poster ? OfPosters : OfOthers)
            .Where(way => address.AbsoluteUri.Contains(way.Large, StringComparison.Ordinal))
            .Select(way => new Uri(address.AbsoluteUri.Replace(way.Large, way.Small, StringComparison.Ordinal)))
            .FirstOrDefault(address);
}
