using System.Net.Mime;
using System.Text.Json.Serialization;
using Couriarr.Doors.Described;
using Couriarr.Features.Reconciliation.Plans;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors.Parity;

/// <summary>Plans: what could be done about differences, to be read and approved in whole or in part.</summary>
internal static class PlansDoor
{
    private const int Longest = 5000;

    public static void MapPlans(this IEndpointRouteBuilder app)
    {
        app.MapGet("/reconcile/plans", ListAsync)
            .Explained("Reconciliation", "The plans that were made", "The newest first.", new[] { PlanView.Example });
        app.MapPost("/reconcile/plans", MakeAsync)
            .Explained(
                "Reconciliation",
                "Make a plan",
                "Of the newest comparison that ended, or of `report`. It adds what is missing and, unless `replace` is false, replaces what is "
                    + "older or of another size; what is extra it removes only with `remove`. Nothing is done before it is approved.",
                PlanView.Example,
                StatusCodes.Status201Created
            )
            .MayRefuse(StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
        app.MapGet("/reconcile/plans/{id:long}", FindAsync)
            .Explained("Reconciliation", "One plan", "A page of its lines, each with what it was made from.", PlanPage.Example)
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        app.MapGet("/reconcile/plans/{id:long}/text", TextAsync)
            .Explained("Reconciliation", "One plan to read", "All of it.", PlanText.Example, type: MediaTypeNames.Text.Plain)
            .MayRefuse(StatusCodes.Status404NotFound)
            .DisableRequestTimeout();
        app.MapPost("/reconcile/plans/{id:long}/approve", ApproveAsync)
            .Explained(
                "Reconciliation",
                "Approve a plan",
                "The `lines`, all of some `actions`, all of a `library`, or `all`. What has changed since is refused line by line.",
                ApprovedView.Example,
                StatusCodes.Status202Accepted
            )
            .MayRefuse(
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status503ServiceUnavailable
            );
    }

    private static async Task<IResult> ListAsync(PlanDesk desk, CancellationToken ct) =>
        Results.Json((await desk.NewestAsync(50, ct)).Select(PlanView.Of), Answers.Json);

    private static async Task<IResult> MakeAsync(PlanAsked asked, PlanDesk desk, CancellationToken ct)
    {
        try
        {
            var plan = await desk.MakeAsync(asked.Report, asked.Library, asked.Replace ?? true, asked.Remove ?? false, ct);
            return Results.Json(PlanView.Of(plan), Answers.Json, statusCode: StatusCodes.Status201Created);
        }
        catch (PermanentException e)
        {
            return Answers.Conflict(e.Message);
        }
    }

    private static async Task<IResult> FindAsync(long id, PlanDesk desk, CancellationToken ct, int after = 0, int limit = 500)
    {
        if (limit is < 1 or > Longest)
            return Answers.BadRequest($"limit is {limit}; it goes from 1 to {Longest}.");
        if (await desk.FindAsync(id, ct) is not { } plan)
            return NoSuch(id);
        var lines = await desk.LinesAsync(id, after, limit, ct);
        var next = lines.Count < limit ? null : $"/reconcile/plans/{id}?limit={limit}&after={lines[^1].Line}";
        return Results.Json(new PlanPage(PlanView.Of(plan), [.. lines.Select(LineView.Of)], next), Answers.Json);
    }

    private static async Task<IResult> TextAsync(long id, PlanDesk desk, CancellationToken ct) =>
        await desk.FindAsync(id, ct) is { } plan
            ? Results.Stream(to => PlanText.WriteAsync(to, plan, desk.AllAsync(id, ct)), $"{MediaTypeNames.Text.Plain}; charset=utf-8")
            : NoSuch(id);

    private static async Task<IResult> ApproveAsync(long id, ApprovalAsked asked, PlanDesk desk, CancellationToken ct)
    {
        if (!asked.All && asked.Lines is not { Count: > 0 } && asked.Actions is not { Count: > 0 } && asked.Library is null)
            return Answers.BadRequest("Say what is approved: {\"all\": true}, {\"lines\": [1, 2]}, {\"actions\": [\"add\"]} or a library.");
        if (asked.Actions?.FirstOrDefault(word => word is not (PlanLine.Add or PlanLine.Replace or PlanLine.Remove)) is { } odd)
            return Answers.BadRequest($"actions has '{odd}'; there are add, replace and remove.");
        if (await desk.FindAsync(id, ct) is not { } plan)
            return NoSuch(id);
        try
        {
            var approval = new Approval
            {
                Lines = asked.Lines ?? [],
                Actions = asked.Actions ?? [],
                Library = asked.Library,
            };
            var (lines, jobs) = await desk.ApproveAsync(plan, approval, ct);
            return Results.Json(new ApprovedView(lines, jobs), Answers.Json, statusCode: StatusCodes.Status202Accepted);
        }
        catch (PermanentException e)
        {
            return Answers.Conflict(e.Message);
        }
    }

    private static IResult NoSuch(long id) =>
        Answers.NotFound($"There is no plan {id}: it never was, or it is forgotten. /reconcile/plans lists those that are there.");
}

/// <param name="Report">The comparison; the newest that ended when left away.</param>
/// <param name="Library">One alone; all when left away.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PlanAsked(long? Report, string? Library, bool? Replace, bool? Remove);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ApprovalAsked(IReadOnlyList<int>? Lines, IReadOnlyList<string>? Actions, string? Library, bool All = false);

/// <param name="Jobs">One for each library; their trees have the transfers.</param>
internal sealed record ApprovedView(int Lines, IReadOnlyList<JobId> Jobs)
{
    public static ApprovedView Example { get; } = new(3, [new JobId(1234)]);
}
