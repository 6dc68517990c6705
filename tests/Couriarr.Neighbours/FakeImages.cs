using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Couriarr.Neighbours;

/// <summary>A host of pictures as a content network has them: most are what they are said to be.</summary>
public sealed class FakeImages : IAsyncDisposable
{
    private static readonly string[] Sizes = ["original", "w92", "w154", "w185", "w300", "w342", "w500", "w780", "w1280"];
    private readonly WebApplication _app;

    private FakeImages(WebApplication app) => _app = app;

    /// <summary>By their names, with the slash in front.</summary>
    public ConcurrentDictionary<string, DrawnImage> Pictures { get; } = [];

    /// <summary>Answers in place of a picture.</summary>
    public ConcurrentDictionary<string, IResult> Oddities { get; } = [];

    /// <summary>What was asked for, by size and name.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];
    public Uri Address => new($"{_app.Urls.Single()}/t/p");

    public static async Task<FakeImages> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var images = new FakeImages(app);
        app.MapGet("/t/p/{size}/{name}", images.Show);
        app.MapFallback(() => Page(StatusCodes.Status404NotFound, "Not here."));
        await app.StartAsync();
        return images;
    }

    /// <summary>What such networks send when they are not well, with a status that says otherwise.</summary>
    public static IResult Page(int status, string words) =>
        Results.Text($"<!DOCTYPE html><html><body>{words}</body></html>", "text/html", statusCode: status);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Show(string size, string name)
    {
        Asked.Enqueue($"{size}/{name}");
        if (Oddities.TryGetValue($"/{name}", out var odd))
            return odd;
        if (!Sizes.Contains(size) || !Pictures.TryGetValue($"/{name}", out var picture))
            return Page(StatusCodes.Status404NotFound, "File not found.");
        var drawn = size == "original" ? picture : Scaled(picture, int.Parse(size.AsSpan(1), CultureInfo.InvariantCulture));
        return name.EndsWith(".png", StringComparison.Ordinal)
            ? Results.Bytes(drawn.Png(), "image/png")
            : Results.Bytes(drawn.Jpeg(), "image/jpeg");
    }

    private static DrawnImage Scaled(DrawnImage picture, int width) =>
        width >= picture.Width ? picture : new(picture.Seed, width, (int)Math.Round((double)picture.Height * width / picture.Width));
}
