using Couriarr.Doors.Described;
using Couriarr.Jobs.Schedules;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

internal static class SchedulesDoor
{
    public static void MapSchedules(this IEndpointRouteBuilder app)
    {
        app.MapGet("/schedules", ListAsync)
            .Explained(
                "Schedules",
                "All schedules",
                "Cron line, time zone, next run, and what really came of the last one.",
                new[] { Examples.Schedule }
            );
        app.MapPost("/schedules/{name}/run", RunAsync)
            .Explained(
                "Schedules",
                "Run a schedule now",
                "Apart from its ticks.",
                new Fired(Examples.Job.Id),
                StatusCodes.Status202Accepted
            )
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ListAsync(ScheduleDesk desk, CancellationToken ct) =>
        Results.Json((await desk.ListAsync(ct)).Select(View), Answers.Json);

    private static async Task<IResult> RunAsync(string name, ScheduleDesk desk, Calendar calendar, CancellationToken ct) =>
        await desk.RunAsync(name, ct) is { } id
            ? Results.Json(new Fired(id), Answers.Json, statusCode: StatusCodes.Status202Accepted)
            : Answers.NotFound($"There is no schedule '{name}'. There are: {string.Join(", ", calendar.Entries.Select(e => e.Name))}.");

    private static ScheduleView View(ScheduleState state) =>
        new(
            state.Name,
            state.Cron,
            state.Zone,
            state.Next,
            state.LastJob is { } job ? new LastRun(state.LastTick, job.Id, job.State, job.StartedAt, job.CompletedAt, job.Note) : null
        );
}

internal sealed record Fired(JobId JobId);

internal sealed record ScheduleView(string Name, string Cron, string TimeZone, DateTimeOffset? NextRun, LastRun? LastRun);

/// <param name="Tick">The moment it was fired for, however late it ran.</param>
internal sealed record LastRun(
    DateTimeOffset? Tick,
    JobId JobId,
    JobState Status,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    string? Note
);
