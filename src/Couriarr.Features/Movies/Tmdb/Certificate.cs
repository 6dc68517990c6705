using System.Text.Json;
using Couriarr.Features.Outside;

namespace Couriarr.Features.Movies.Tmdb;

/// <summary>
/// The age rating of a country. A movie has several releases in one: festivals leave it empty, discs may have another than the cinema.
/// </summary>
internal static class Certificate
{
    // As TMDB numbers them: 1 premiere, 2 few cinemas, 3 cinemas, 4 digital, 5 disc, 6 television.
    private const int Cinemas = 3;
    private const int Digital = 4;

    public static string? Of(JsonElement movie, string country)
    {
        var countries = movie.Child("release_dates") is { } dates ? dates.Items("results") : [];
        return countries
            .Where(one => string.Equals(one.Text("iso_3166_1"), country, StringComparison.OrdinalIgnoreCase))
            .SelectMany(one => one.Items("release_dates"))
            .Where(one => !string.IsNullOrWhiteSpace(one.Text("certification")))
            .OrderBy(Rank)
            .ThenBy(one => one.Text("release_date"), StringComparer.Ordinal)
            .Select(one => one.Text("certification")!.Trim())
            .FirstOrDefault();
    }

    private static long Rank(JsonElement release) =>
        release.Number("type") switch
        {
            Cinemas => -2,
            Digital => -1,
            { } type => type,
            null => long.MaxValue,
        };
}
