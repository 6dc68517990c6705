using Couriarr.Doors.Described;
using Couriarr.Features.Reconciliation.Runs;

namespace Couriarr.Doors.Parity;

/// <summary>Comparisons of both servers: how they stand, and a new one now.</summary>
internal static class ReconcileDoor
{
    private const int Longest = 100;

    public static void MapReconcile(this IEndpointRouteBuilder app)
    {
        app.MapGet("/reconcile", StateAsync)
            .Explained(
                "Reconciliation",
                "How both servers stand",
                "Of each library the last comparison that could say something, and why the last one could not when it could not.",
                ReconcileState.Example
            );
        app.MapPost("/reconcile", StartAsync)
            .Explained(
                "Reconciliation",
                "Compare both servers now",
                "One library or all. What is missing is carried, unless `report_only`. With `dry_run` it is only counted, and nobody is told.",
                ReconcileAnswer.Example,
                StatusCodes.Status202Accepted
            )
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        app.MapGet("/reconcile/reports", ListAsync)
            .Explained(
                "Reconciliation",
                "The comparisons that were made",
                "The newest first, with the counts of each library.",
                new[] { RunView.Example }
            )
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> StateAsync(ReconcileDesk desk, CancellationToken ct)
    {
        var newest = (await desk.NewestAsync(1, ct)).FirstOrDefault();
        var latest = await desk.LatestAsync(ct);
        return Results.Json(
            new ReconcileState(
                newest is null ? null : RunView.Of(newest),
                [
                    .. desk.Libraries.Select(library =>
                        latest.Find(one => one.Last.Library == library) is { Last: not null } found
                            ? LibraryState.Of(found.Last, found.Said)
                            : new LibraryState(library, Compared: null, Doubt: null)
                    ),
                ]
            ),
            Answers.Json
        );
    }

    private static async Task<IResult> StartAsync(
        ReconcileDesk desk,
        CancellationToken ct,
        string? library = null,
        bool report_only = false,
        bool dry_run = false
    ) =>
        desk.Libraries.Count == 0 ? Answers.NotFound("There is no library: name one in paths.mappings.")
        : library is not null && !desk.Libraries.Contains(library, StringComparer.Ordinal)
            ? Answers.NotFound($"There is no library '{library}'. There are: {string.Join(", ", desk.Libraries)}.")
        : Results.Json(
            new ReconcileAnswer(await desk.StartAsync(library, report_only, dry_run, ct)),
            Answers.Json,
            statusCode: StatusCodes.Status202Accepted
        );

    private static async Task<IResult> ListAsync(ReconcileDesk desk, CancellationToken ct, int limit = 30) =>
        limit is < 1 or > Longest
            ? Answers.BadRequest($"limit is {limit}; it goes from 1 to {Longest}.")
            : Results.Json((await desk.NewestAsync(limit, ct)).Select(RunView.Of), Answers.Json);
}
