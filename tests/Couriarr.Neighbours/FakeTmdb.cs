using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Couriarr.Neighbours;

/// <summary>A TMDB on a port of its own, with lists, single movies and its way to refuse.</summary>
public sealed class FakeTmdb : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef";
    public const string Token = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJ4In0.c2lnbmF0dXJl";
    private const int PageSize = 20;
    private readonly WebApplication _app;

    private FakeTmdb(WebApplication app) => _app = app;

    public ConcurrentDictionary<int, TmdbMovie> Movies { get; } = [];

    /// <summary>Their stories, by their numbers.</summary>
    public ConcurrentDictionary<int, string> Sets { get; } = [];

    /// <summary>Those that changed, by the day.</summary>
    public ConcurrentDictionary<DateOnly, IReadOnlyList<int>> Changed { get; } = [];

    /// <summary>429 with Retry-After.</summary>
    public bool IsBusy { get; set; }

    /// <summary>What it bears in a second; a call too many is sent away.</summary>
    public CallBudget Budget { get; } = new(TimeProvider.System, TimeSpan.FromSeconds(1)) { Limit = 50 };

    /// <summary>Accepts no key.</summary>
    public bool IsLocked { get; set; }

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
        app.MapGet("/3/movie/{id:int}", tmdb.Whole);
        app.MapGet("/3/movie/{id:int}/images", tmdb.Images);
        app.MapGet("/3/movie/changes", tmdb.Changes);
        app.MapGet(
            "/3/collection/{id:int}",
            (int id) => tmdb.Sets.TryGetValue(id, out var story) ? FakeArr.Json(TmdbAnswers.Set(id, story)) : NotFound()
        );
        app.MapGet("/3/search/movie", tmdb.Search);
        app.MapGet("/3/configuration", () => FakeArr.Json(TmdbAnswers.Configuration()));
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
        if (!isKnown || IsLocked)
            await Refused(401, 7, "Invalid API key: You must be granted a valid key.").ExecuteAsync(http);
        else if (IsBusy || !Budget.Take())
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
                ["results"] = new JsonArray([.. all.Skip((page - 1) * PageSize).Take(PageSize).Select(TmdbAnswers.Brief)]),
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
                    .. Movies.Values.Where(movie => external_source == "imdb_id" && movie.Imdb == id).Select(TmdbAnswers.Brief),
                ]),
                ["person_results"] = new JsonArray(),
                ["tv_results"] = new JsonArray(),
            }
        );

    private IResult Whole(int id, HttpRequest request)
    {
        var parts = $"{request.Query["append_to_response"]}".Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > 20 || parts.Except(TmdbAnswers.Parts).Any())
            return Refused(400, 27, "Too many append to response objects: The maximum number of remote calls is 20.");
        return Movies.TryGetValue(id, out var movie) ? FakeArr.Json(TmdbAnswers.Whole(movie, parts, Spoken.Of(request))) : NotFound();
    }

    private IResult Images(int id, HttpRequest request) =>
        Movies.TryGetValue(id, out var movie) ? FakeArr.Json(TmdbAnswers.Images(movie, Spoken.Of(request))) : NotFound();

    // The year is taken by the letter.
    private IResult Search(string query, int? year) =>
        FakeArr.Json(
            new JsonObject
            {
                ["page"] = 1,
                ["results"] = new JsonArray([
                    .. Movies
                        .Values.Where(movie => movie.Title.Contains(query, StringComparison.OrdinalIgnoreCase))
                        .Where(movie => year is null || movie.Released.StartsWith($"{year}", StringComparison.Ordinal))
                        .OrderByDescending(movie => movie.Popularity)
                        .Take(PageSize)
                        .Select(TmdbAnswers.Brief),
                ]),
            }
        );

    private IResult Changes(DateOnly start_date, DateOnly end_date, int? page)
    {
        if (end_date < start_date || end_date.DayNumber - start_date.DayNumber > 14)
            return Refused(422, 20, "Invalid date range: Should be a range no longer than 14 days.");
        var all = Changed
            .Where(day => day.Key >= start_date && day.Key <= end_date)
            .SelectMany(day => day.Value)
            .Distinct()
            .Order()
            .ToList();
        return FakeArr.Json(TmdbAnswers.Changes(all, page ?? 1));
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
