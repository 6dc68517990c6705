using Couriarr.Jobs;
using Couriarr.Storage;

namespace Couriarr.Doors;

/// <summary>/health: the program lives. /ready: it can do its work, and if not, why.</summary>
internal static class HealthDoor
{
    // Some health checks ask for the head alone.
    private static readonly string[] Ways = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/health", Ways, Health);
        app.MapMethods("/ready", Ways, ReadyAsync);
    }

    private static IResult Health(Loops loops, TimeProvider clock, Uptime uptime)
    {
        var problems = loops.Fallen.Select(Sentence).ToList();
        return Results.Json(
            new
            {
                status = problems.Count == 0 ? "ok" : "degraded",
                timestamp = clock.GetUtcNow(),
                uptime_since = uptime.Since,
                problems,
            },
            Answers.Json
        );
    }

    private static async Task<IResult> ReadyAsync(
        Loops loops,
        JobDesk desk,
        StoreCheck store,
        IHostApplicationLifetime lifetime,
        CancellationToken ct
    )
    {
        var reasons = loops.Fallen.Select(Sentence).ToList();
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            reasons.Add("Couriarr is shutting down.");
        if (await store.TroubleAsync(ct) is { } trouble)
            reasons.Add(trouble);
        reasons.AddRange(
            desk.Lanes.Where(lane => lane.Stuck > lane.Slots)
                .Select(lane => $"The lane '{lane.Name}' has {lane.Stuck} stuck jobs and no free slot.")
        );
        var status = reasons.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return Results.Json(new { ready = reasons.Count == 0, reasons }, Answers.Json, statusCode: status);
    }

    private static string Sentence(FallenLoop loop) => $"The loop '{loop.Name}' fell {loop.Falls} times and is started again: {loop.Error}";
}

internal sealed class Uptime(TimeProvider clock)
{
    public DateTimeOffset Since { get; } = clock.GetUtcNow();
}
