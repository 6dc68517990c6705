using Couriarr.Doors.Described;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Cycle;
using Couriarr.Features.Discovery.Judging;

namespace Couriarr.Doors;

/// <summary>The search for new shows: how far it is, what to do now, and what other rules would change.</summary>
internal static class DiscoveryDoor
{
    public static void MapDiscovery(this IEndpointRouteBuilder app)
    {
        app.MapGet("/state", StateAsync)
            .Explained("Shows", "How far the catalogue is known", "And how many shows stand where.", CatalogueView.Example);
        app.MapPost("/trigger", TriggerAsync)
            .Explained(
                "Shows",
                "Look for new shows now",
                "One that waits already is the one you get; while one runs, the next waits for its end.",
                Begun.Example,
                StatusCodes.Status202Accepted
            )
            .MayRefuse(StatusCodes.Status409Conflict);
        app.MapPost("/refilter", RefilterAsync)
            .Explained(
                "Shows",
                "Judge all shows again",
                "By the filters and rules in force, without asking anybody. What people decided, and what Sonarr has, stays.",
                Begun.Example,
                StatusCodes.Status202Accepted
            );
        app.MapPost("/rules/preview", PreviewAsync)
            .Accepts<string>("application/yaml", "application/json", "text/plain")
            .Explained(
                "Shows",
                "What other rules would change",
                "The body has `rules`, `filters` or both, as the configuration has them, in YAML or JSON. What it does not have is as in force. "
                    + "Nothing is saved. The mistakes in it are told as one sentence each.",
                PreviewView.Example
            )
            .MayRefuse(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> StateAsync(
        Bookmark bookmark,
        ShowsTable shows,
        DiscoveryDesk desk,
        Verdicts verdicts,
        CancellationToken ct
    )
    {
        var progress = await bookmark.LookAsync(ct);
        var view = CatalogueView.Of(progress, await shows.CountAsync(ct)) with
        {
            IsOn = desk.IsOn,
            Fingerprint = verdicts.Fingerprint,
            NextRun = desk.NextRun(progress),
            JobId = (await desk.UnderWayAsync(ct))?.Id,
        };
        return Results.Json(view, Answers.Json);
    }

    private static async Task<IResult> TriggerAsync(DiscoveryDesk desk, CancellationToken ct) =>
        desk.IsOn ? Accepted(new Begun(await desk.TriggerAsync(ct))) : Answers.Conflict(DiscoveryDesk.IsOff);

    private static async Task<IResult> RefilterAsync(DiscoveryDesk desk, CancellationToken ct) =>
        Accepted(new Begun(await desk.RefilterAsync(ct)));

    private static async Task<IResult> PreviewAsync(HttpRequest request, RulesDesk desk, CancellationToken ct)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(ct);
        if (string.IsNullOrWhiteSpace(text))
            return Answers.BadRequest(
                "Send the rules that you want to try, like: rules: [{ name: British, when: { country: GB }, then: add }]"
            );
        var preview = await desk.PreviewAsync(text, ct);
        return preview.Difference is { } difference
            ? Results.Json(
                PreviewView.Of(difference) with
                {
                    Warnings = [.. preview.Warnings.Select(warning => warning.ToString())],
                },
                Answers.Json
            )
            : Answers.BadRequest(string.Join('\n', preview.Errors));
    }

    private static IResult Accepted(Begun begun) => Results.Json(begun, Answers.Json, statusCode: StatusCodes.Status202Accepted);
}
