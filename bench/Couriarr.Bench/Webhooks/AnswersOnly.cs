using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Couriarr.Bench.Webhooks;

/// <summary>The limit: the same web server, which reads a webhook to its end, answers, and keeps nothing.</summary>
internal static class AnswersOnly
{
    public const string Word = "answers-only";

    public static async Task RunAsync(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{port}");
        app.MapGet("/health", () => "healthy");
        app.MapPost("/webhooks/radarr", AnswerAsync);
        await app.RunAsync();
    }

    private static async Task<IResult> AnswerAsync(HttpRequest request)
    {
        await request.Body.CopyToAsync(Stream.Null, request.HttpContext.RequestAborted);
        return Results.Json(new { status = "accepted", id = 1 });
    }
}
