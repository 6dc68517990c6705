using System.Globalization;

namespace Couriarr.Features.Movies.Publishing;

/// <summary>
/// The one name that an image has beside a movie: called after the video, which Jellyfin and Kodi read in a folder of its own and in one that
/// several movies share. Of the further images of a type Kodi reads the number.
/// </summary>
internal static class ArtworkName
{
    /// <param name="stem">Empty for a disc, which has its folder for itself: poster.jpg.</param>
    /// <param name="place">0 is the first.</param>
    /// <param name="extension">Of the real format, with the dot.</param>
    public static string Of(string stem, ArtworkType type, int place, string extension) =>
        $"{(stem.Length > 0 ? $"{stem}-" : "")}{type.Word()}{(place == 0 ? "" : place.ToString(CultureInfo.InvariantCulture))}{extension}";
}
