using System.Globalization;
using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Outside;
using Couriarr.Features.Tmdb;

namespace Couriarr.Features.Discovery.Cinema;

/// <summary>What TMDB is asked about movies that could be added.</summary>
internal sealed class TmdbApi(TmdbLink tmdb, CouriarrOptions options)
{
    /// <summary>One page of a list, the first is 1; empty behind the last.</summary>
    public async Task<IReadOnlyList<FoundMovie>> DiscoverAsync(string query, int page, CancellationToken ct)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        var json = await tmdb.AskAsync($"discover/movie?{query.Trim().TrimStart('?')}&page={number}", ct);
        return json is { } found ? [.. found.Items("results").Select(Of).OfType<FoundMovie>()] : [];
    }

    /// <param name="id">TMDB's number, or IMDb's id.</param>
    /// <returns>Null when there is no such movie.</returns>
    public async Task<FoundMovie?> FindAsync(string id, CancellationToken ct)
    {
        if (!id.StartsWith("tt", StringComparison.Ordinal))
            return await tmdb.AskAsync($"movie/{Uri.EscapeDataString(id)}", ct) is { } movie ? Of(movie) : null;
        var found = await tmdb.AskAsync($"find/{Uri.EscapeDataString(id)}?external_source=imdb_id", ct);
        return found is { } json && json.Items("movie_results").Select(Of).FirstOrDefault() is { } one ? one with { ImdbId = id } : null;
    }

    private FoundMovie? Of(JsonElement json) =>
        json.Number("id") is > 0 and <= int.MaxValue and var id && json.Text("title") is { } title
            ? new FoundMovie(id, title)
            {
                ImdbId = json.Text("imdb_id"),
                Year = YearOf(json.Text("release_date")),
                Genres = [.. json.Items("genres").Select(genre => genre.Text("name")).OfType<string>()],
                Poster = json.Text("poster_path") is { } path
                    ? new Uri($"{options.Tmdb.ImageBaseUrl.AbsoluteUri.TrimEnd('/')}/w500{path}")
                    : null,
                Popularity = json.Child("popularity") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : 0,
            }
            : null;

    // Empty, not null, for those without a day.
    private static int? YearOf(string? date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.Year : null;
}
