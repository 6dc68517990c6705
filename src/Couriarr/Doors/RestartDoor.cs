using Couriarr.Doors.Described;
using Couriarr.Saving;

namespace Couriarr.Doors;

/// <summary>/restart: the service ends in good order and begins anew, with the configuration as it is then.</summary>
internal static class RestartDoor
{
    private const int MostNamed = 5;

    public static void MapRestart(this IEndpointRouteBuilder app) =>
        app.MapPost("/restart", Begin)
            .Explained(
                "Watching",
                "Begin anew",
                "The service ends in good order and begins anew within the process, with the configuration file and what the pages saved as they are "
                    + "then. What was accepted is kept; for a moment nobody answers. since is when it began this time: /health tells of a later "
                    + "uptime_since when it is back.",
                new RestartView(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero)),
                StatusCodes.Status202Accepted
            )
            .MayRefuse(StatusCodes.Status409Conflict);

    /// <summary>Why it must not begin anew: it could not. Null when it could.</summary>
    public static string? Objection(SavedDesk desk) =>
        desk.Obstacles is { Count: > 0 } mistakes
            ? $"It could not begin again with the configuration as it is: {string.Join(" ", mistakes.Take(MostNamed))}"
            : null;

    private static IResult Begin(HttpContext http, SavedDesk desk, Restart restart, Uptime uptime)
    {
        if (Objection(desk) is { } why)
            return Answers.Conflict(why);
        restart.After(http);
        return Results.Json(new RestartView(uptime.Since), Answers.Json, statusCode: StatusCodes.Status202Accepted);
    }
}

/// <param name="Since">When this one began that now ends.</param>
internal sealed record RestartView(DateTimeOffset Since);
