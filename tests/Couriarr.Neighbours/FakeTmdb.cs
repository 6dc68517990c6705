using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Couriarr.Neighbours;

/// <param name="Released">Empty when nobody knows.</param>
public sealed record TmdbMovie(int Id, string Title, string Released = "2021-05-01")
{
    public string? Imdb { get; init; }
    public double Rating { get; init; } = 7;
    public double Popularity { get; init; } = 10;
}

/// <summary>A TMDB on a port of its own, with lists, single movies and its way to refuse.</summary>
public sealed class FakeTmdb : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef";
    public const string Token = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJ4In0.c2lnbmF0dXJl";
    private const int PageSize = 20;
    private readonly WebApplication _app;

    private FakeTmdb(WebApplication app) => _app = app;

    public ConcurrentDictionary<int, TmdbMovie> Movies { get; } = [];

    /// <summary>429 with Retry-After.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Where it was asked, with the question.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];
    public Uri Address => new($"{_app.Urls.Single()}/3");

    public static async Task<FakeTmdb> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var tmdb = new FakeTmdb(app);
        app.Use(tmdb.AdmitAsync);
        app.UseRouting();
        app.MapGet("/3/discover/movie", tmdb.Discover);
        app.MapGet("/3/movie/{id:int}", (int id) => tmdb.Movies.TryGetValue(id, out var movie) ? FakeArr.Json(Whole(movie)) : NotFound());
        app.MapGet("/3/find/{id}", tmdb.Find);
        await app.StartAsync();
        return tmdb;
    }

    public void Add(params IEnumerable<TmdbMovie> movies)
    {
        foreach (var movie in movies)
            Movies[movie.Id] = movie;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AdmitAsync(HttpContext http, RequestDelegate next)
    {
        Asked.Enqueue($"{http.Request.Path}{http.Request.QueryString}");
        var isKnown = http.Request.Query["api_key"] == Key || http.Request.Headers.Authorization == $"Bearer {Token}";
        if (!isKnown)
            await Refused(401, 7, "Invalid API key: You must be granted a valid key.").ExecuteAsync(http);
        else if (IsBusy)
        {
            http.Response.Headers.RetryAfter = "1";
            await Refused(429, 25, "Your request count is over the allowed limit.").ExecuteAsync(http);
        }
        else
            await next(http);
    }

    private IResult Discover(HttpRequest request)
    {
        var page = int.TryParse(request.Query["page"], CultureInfo.InvariantCulture, out var number) ? number : 1;
        var least = double.TryParse(request.Query["vote_average.gte"], CultureInfo.InvariantCulture, out var rating) ? rating : 0;
        var all = Movies.Values.Where(movie => movie.Rating >= least).OrderByDescending(movie => movie.Popularity).ToList();
        return FakeArr.Json(
            new JsonObject
            {
                ["page"] = page,
                ["results"] = new JsonArray([.. all.Skip((page - 1) * PageSize).Take(PageSize).Select(Brief)]),
                ["total_pages"] = (all.Count + PageSize - 1) / PageSize,
                ["total_results"] = all.Count,
            }
        );
    }

    private IResult Find(string id, string? external_source) =>
        FakeArr.Json(
            new JsonObject
            {
                ["movie_results"] = new JsonArray([
                    .. Movies.Values.Where(movie => external_source == "imdb_id" && movie.Imdb == id).Select(Brief),
                ]),
                ["person_results"] = new JsonArray(),
                ["tv_results"] = new JsonArray(),
            }
        );

    private static JsonObject Brief(TmdbMovie movie) =>
        new()
        {
            ["adult"] = false,
            ["backdrop_path"] = null,
            ["genre_ids"] = new JsonArray(28),
            ["id"] = movie.Id,
            ["original_language"] = "en",
            ["overview"] = "",
            ["popularity"] = movie.Popularity,
            ["poster_path"] = null,
            ["release_date"] = movie.Released,
            ["title"] = movie.Title,
            ["vote_average"] = movie.Rating,
            ["vote_count"] = 100,
        };

    private static JsonObject Whole(TmdbMovie movie)
    {
        var json = Brief(movie);
        json.Remove("genre_ids");
        json["genres"] = new JsonArray(new JsonObject { ["id"] = 28, ["name"] = "Action" });
        (json["imdb_id"], json["poster_path"]) = (movie.Imdb, $"/{movie.Id}.jpg");
        return json;
    }

    private static IResult NotFound() => Refused(404, 34, "The resource you requested could not be found.");

    private static IResult Refused(int status, int code, string words) =>
        FakeArr.Json(
            new JsonObject
            {
                ["success"] = false,
                ["status_code"] = code,
                ["status_message"] = words,
            },
            status
        );
}
