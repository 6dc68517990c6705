using System.ComponentModel;
using System.Text.Json.Serialization;
using Couriarr.Doors.Described;
using Couriarr.Features.Configuration;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

/// <summary>What can be asked of many jobs at once.</summary>
internal static class QueueDoor
{
    public static void MapQueue(this IEndpointRouteBuilder app)
    {
        app.MapPost("/queue/retry-failed", RetryFailedAsync)
            .Explained(
                "Jobs",
                "Bring back what failed",
                "Given up within that time, or waiting for its next try; spread over time.",
                new Retried(12)
            )
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status503ServiceUnavailable);
        app.MapPost("/queue/cancel", CancelAsync)
            .Explained(
                "Jobs",
                "Cancel many jobs",
                "All that have not ended and meet every filter, of which there must be one: the waiting at once, the running soon.",
                new Cancelled(12)
            )
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> RetryFailedAsync(
        JobDesk desk,
        TimeProvider clock,
        CancellationToken ct,
        [Description(Duration.Forms)] string since = "24h"
    ) =>
        Duration.TryParse(since, out var span) && span <= TimeSpan.FromDays(3650)
            ? Results.Json(new Retried(await desk.RetryFailedAsync(clock.GetUtcNow() - span, ct)), Answers.Json)
            : Answers.BadRequest($"since is '{since}'; it is {Duration.Forms}.");

    private static async Task<IResult> CancelAsync(
        JobDesk desk,
        CancellationToken ct,
        [Description("One status or several with commas, none of an ended job; all when left away.")] string? status = null,
        string? type = null,
        string? lane = null
    )
    {
        if (StatusWords.Read(status, out var unknown) is not { } states)
            return Answers.BadRequest($"'{unknown}' is no status of a job. There are: {StatusWords.All}.");
        if (states.Any(state => state.IsEnded()))
            return Answers.BadRequest($"status is '{status}', but what has ended cannot be cancelled any more.");
        (type, lane) = (NullIfEmpty(type), NullIfEmpty(lane));
        if (states.Count == 0 && type is null && lane is null)
            return Answers.BadRequest("Say which jobs: give status, type or lane. Without any, all would be cancelled.");
        return Results.Json(new Cancelled(await desk.CancelAllAsync(states, type, lane, ct)), Answers.Json);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <param name="Number">How many jobs were brought back.</param>
internal sealed record Retried([property: JsonPropertyName("retried")] int Number);

/// <param name="Number">How many jobs were cancelled or told to stop.</param>
internal sealed record Cancelled([property: JsonPropertyName("cancelled")] int Number);
