using System.Globalization;
using System.Net;
using System.Text.Json;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Cinema;

/// <summary>What TMDB is asked of movies. It is not asked twice at the same time, which keeps far below what it allows.</summary>
internal sealed class TmdbApi(OutsideHttp http, CouriarrOptions options)
{
    private const string TokenStart = "eyJ";

    /// <summary>One page of a list, the first is 1; empty behind the last.</summary>
    public async Task<IReadOnlyList<FoundMovie>> DiscoverAsync(string query, int page, CancellationToken ct)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        var json = await AskAsync($"discover/movie?{query.Trim().TrimStart('?')}&page={number}", ct);
        return json is { } found ? [.. found.Items("results").Select(Of).OfType<FoundMovie>()] : [];
    }

    /// <param name="id">TMDB's number, or IMDb's id.</param>
    /// <returns>Null when there is no such movie.</returns>
    public async Task<FoundMovie?> FindAsync(string id, CancellationToken ct)
    {
        if (!id.StartsWith("tt", StringComparison.Ordinal))
            return await AskAsync($"movie/{Uri.EscapeDataString(id)}", ct) is { } movie ? Of(movie) : null;
        var found = await AskAsync($"find/{Uri.EscapeDataString(id)}?external_source=imdb_id", ct);
        return found is { } json && json.Items("movie_results").Select(Of).FirstOrDefault() is { } one ? one with { ImdbId = id } : null;
    }

    private async Task<JsonElement?> AskAsync(string path, CancellationToken ct)
    {
        if (options.Tmdb.ApiKey?.Reveal() is not { Length: > 0 } key)
            throw new BlockedException("TMDB cannot be asked for movies without a key: set tmdb.api_key.");
        var isToken = key.StartsWith(TokenStart, StringComparison.Ordinal);
        var more = isToken ? "" : $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}api_key={Uri.EscapeDataString(key)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Tmdb.BaseUrl.AbsoluteUri.TrimEnd('/')}/{path}{more}");
        request.Headers.Accept.ParseAdd("application/json");
        if (isToken)
            request.Headers.Authorization = new("Bearer", key);
        var peer = new Peer("tmdb", "TMDB", Reaches.Of(request.RequestUri!));
        using var answer = await http.AskAsync(peer, request, ct);
        if (answer.StatusCode is HttpStatusCode.NotFound)
            return null;
        if (answer.StatusCode is HttpStatusCode.Unauthorized)
            throw new BlockedException("TMDB does not accept the key: copy an API key or a read access token of yours into tmdb.api_key.");
        answer.EnsureAccepted("TMDB");
        return await ReadAsync(answer, ct);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
            return json.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new TransientException("TMDB answered with something that is no JSON. It will be asked again.", inner: e);
        }
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
