using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Couriarr.Neighbours;

/// <param name="Type">As TVDB numbers them: 14 poster, 15 background, 25 logo.</param>
/// <param name="Path">A name at the host of pictures, or a whole address.</param>
public sealed record TvdbPicture(int Id, int Type, string Path, int Width, int Height, string? Language = null, bool IncludesText = true);

public sealed record TvdbMovie(int Id, string Imdb, string Story = "")
{
    public int? Runtime { get; init; }
    public IReadOnlyList<TvdbPicture> Pictures { get; init; } = [];
}

/// <summary>A TVDB on a port of its own, with its tokens, that shows its pictures, too.</summary>
public sealed class FakeTvdb : IAsyncDisposable
{
    public const string Key = "5ca1ab1e-0000-4000-8000-00000000beef";
    private readonly WebApplication _app;
    private int _logins;

    private FakeTvdb(WebApplication app) => _app = app;

    public ConcurrentDictionary<int, TvdbMovie> Movies { get; } = [];
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Answers 503 to everything.</summary>
    public bool IsAway { get; set; }
    public Uri Address => new($"{_app.Urls.Single()}/v4");

    /// <summary>Whoever logged in must do so again.</summary>
    public void ForgetTokens() => Interlocked.Increment(ref _logins);

    public static async Task<FakeTvdb> StartAsync(FakeImages images)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var tvdb = new FakeTvdb(app);
        app.Use(tvdb.AdmitAsync);
        app.UseRouting();
        app.MapPost("/v4/login", (JsonObject said) => tvdb.LogIn($"{said["apikey"]}"));
        app.MapGet("/v4/search/remoteid/{imdb}", tvdb.Search);
        app.MapGet("/v4/movies/{id:int}/extended", tvdb.Movie);
        app.MapGet(
            "/banners/{name}",
            (string name) =>
                images.Pictures.TryGetValue($"/{name}", out var picture) ? Results.Bytes(picture.Jpeg(), "image/jpeg") : Results.NotFound()
        );
        await app.StartAsync();
        return tvdb;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private string Token => $"token-{_logins}";

    private async Task AdmitAsync(HttpContext http, RequestDelegate next)
    {
        Asked.Enqueue($"{http.Request.Path}");
        var isOpen = !http.Request.Path.StartsWithSegments("/v4", StringComparison.Ordinal) || http.Request.Path == "/v4/login";
        if (IsAway)
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        else if (isOpen || http.Request.Headers.Authorization == $"Bearer {Token}")
            await next(http);
        else
            await Failure(401, "Unauthorized").ExecuteAsync(http);
    }

    private IResult LogIn(string key) =>
        key == Key ? Success(new JsonObject { ["token"] = Token }) : Failure(401, "InvalidAPIKey: Invalid API key");

    private IResult Search(string imdb) =>
        Success(
            new JsonArray([
                .. Movies
                    .Values.Where(movie => movie.Imdb == imdb)
                    .Select(movie => new JsonObject { ["movie"] = new JsonObject { ["id"] = movie.Id } }),
            ])
        );

    private IResult Movie(int id) =>
        Movies.TryGetValue(id, out var movie)
            ? Success(
                new JsonObject
                {
                    ["id"] = id,
                    ["runtime"] = movie.Runtime,
                    ["genres"] = new JsonArray(new JsonObject { ["id"] = 1, ["name"] = "Mystery" }),
                    ["trailers"] = new JsonArray(new JsonObject { ["url"] = "https://www.youtube.com/watch?v=abcdefghijk" }),
                    ["translations"] = new JsonObject
                    {
                        ["overviewTranslations"] = new JsonArray(new JsonObject { ["language"] = "eng", ["overview"] = movie.Story }),
                    },
                    ["artworks"] = new JsonArray([.. movie.Pictures.Select(Picture)]),
                }
            )
            : Failure(404, "Not Found");

    private JsonObject Picture(TvdbPicture picture) =>
        new()
        {
            ["id"] = picture.Id,
            ["type"] = picture.Type,
            ["image"] = picture.Path.StartsWith('/') ? $"{_app.Urls.Single()}/banners{picture.Path}" : picture.Path,
            ["language"] = picture.Language,
            ["includesText"] = picture.IncludesText,
            ["width"] = picture.Width,
            ["height"] = picture.Height,
            ["score"] = 100_000,
        };

    private static IResult Success(JsonNode told) => FakeArr.Json(new JsonObject { ["status"] = "success", ["data"] = told });

    private static IResult Failure(int status, string words) =>
        FakeArr.Json(
            new JsonObject
            {
                ["status"] = "failure",
                ["message"] = words,
                ["data"] = null,
            },
            status
        );
}
