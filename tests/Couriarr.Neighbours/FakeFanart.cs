using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Couriarr.Neighbours;

/// <param name="Path">A name at the host of pictures, or a whole address.</param>
public sealed record FanartPicture(string List, string Id, string Path, string Language, int Likes);

/// <summary>A fanart.tv on a port of its own, that shows its pictures, too. It says numbers as words.</summary>
public sealed class FakeFanart : IAsyncDisposable
{
    public const string Key = "fedcba9876543210fedcba9876543210";
    private readonly WebApplication _app;

    private FakeFanart(WebApplication app) => _app = app;

    public ConcurrentDictionary<int, IReadOnlyList<FanartPicture>> Movies { get; } = [];
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Whose personal keys it was shown.</summary>
    public ConcurrentQueue<string?> Clients { get; } = [];
    public Uri Address => new($"{_app.Urls.Single()}/v3");

    public static async Task<FakeFanart> StartAsync(FakeImages images)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var fanart = new FakeFanart(app);
        app.MapGet("/v3/movies/{id:int}", fanart.Movie);
        app.MapGet(
            "/fanart/{name}",
            (string name) =>
                images.Pictures.TryGetValue($"/{name}", out var picture) ? Results.Bytes(picture.Png(), "image/png") : Results.NotFound()
        );
        await app.StartAsync();
        return fanart;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Movie(int id, string? api_key, string? client_key)
    {
        Asked.Enqueue($"/v3/movies/{id}");
        Clients.Enqueue(client_key);
        if (api_key != Key)
            return FakeArr.Json(
                new JsonObject { ["status"] = "error", ["error message"] = "Invalid API key" },
                StatusCodes.Status401Unauthorized
            );
        if (!Movies.TryGetValue(id, out var pictures))
            return FakeArr.Json(new JsonObject { ["status"] = "error", ["error message"] = "Not found" }, StatusCodes.Status404NotFound);
        var json = new JsonObject { ["name"] = "A movie", ["tmdb_id"] = $"{id}" };
        foreach (var list in pictures.GroupBy(one => one.List))
            json[list.Key] = new JsonArray([.. list.Select(Picture)]);
        return FakeArr.Json(json);
    }

    private JsonObject Picture(FanartPicture picture) =>
        new()
        {
            ["id"] = picture.Id,
            ["url"] = picture.Path.StartsWith('/') ? $"{_app.Urls.Single()}/fanart{picture.Path}" : picture.Path,
            ["lang"] = picture.Language,
            ["likes"] = $"{picture.Likes}",
        };
}
