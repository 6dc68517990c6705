using System.Text.Json.Serialization;
using Couriarr.Doors.Described;
using Couriarr.Features.Media;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

/// <summary>Carries one path that a person names.</summary>
internal static class ManualDoor
{
    private const int MostListed = 500;

    public static void MapManual(this IEndpointRouteBuilder app) =>
        app.MapPost("/sync/manual", StartAsync)
            .Explained(
                "Transfers",
                "Carry a file or a folder",
                "path is as the app sees it or as we see the original; type is movie or tv. What is whole at the destination already stays. Whole "
                    + "libraries are refused. With `dry_run` the answer lists what would be done, and nothing is.",
                HandAnswer.Example,
                StatusCodes.Status202Accepted
            )
            .AlsoAnswers(StatusCodes.Status200OK, HandAnswer.Example with { DryRun = true, JobId = null })
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> StartAsync(HandWish wish, ByHand hand, CancellationToken ct, bool dry_run = false)
    {
        if (wish.Path is not { Length: > 0 } path)
            return Answers.BadRequest(
                "Say which path, as the app sees it or as we see it: {\"path\": \"/movies/Dune (2021)\", \"type\": \"movie\"}."
            );
        MediaType? type =
            Enum.TryParse<MediaType>(wish.Type, ignoreCase: true, out var read) && !char.IsAsciiDigit(wish.Type![0]) ? read : null;
        if (type is null && wish.Type is not null)
            return Answers.BadRequest($"type is '{wish.Type}'; it is movie or tv.");
        try
        {
            var order = await hand.FindAsync(path, type, ct);
            if (dry_run)
                return Results.Json(HandAnswer.Of(order with { Files = await hand.RehearseAsync(order, ct) }, job: null), Answers.Json);
            var job = await hand.StartAsync(order, ct);
            return Results.Json(HandAnswer.Of(order, job), Answers.Json, statusCode: StatusCodes.Status202Accepted);
        }
        catch (PermanentException e)
        {
            return Answers.BadRequest(e.Message);
        }
        catch (BlockedException e)
        {
            return Answers.Sentence(StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }

    /// <summary>Of many files the first are listed.</summary>
    public static IReadOnlyList<FileByHand> Listed(HandOrder order) =>
        [.. order.Files.Take(MostListed).Select(file => new FileByHand(file.Within, file.Facts.Size, file.Outcome))];
}

/// <param name="Path">As the app sees it, or as we see the original.</param>
/// <param name="Type">movie or tv; may be left away when the mapping says it.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record HandWish(string? Path, string? Type);

/// <param name="JobId">The job that sees to it; null on a dry run.</param>
/// <param name="Title">The address of its timeline has this key: /titles/{key}/timeline.</param>
internal sealed record HandAnswer(bool DryRun, JobId? JobId, string Mapping, string Title, string Source, string Destination)
{
    public int Count { get; init; }
    public long Bytes { get; init; }

    /// <summary>The first 500.</summary>
    public IReadOnlyList<FileByHand> Files { get; init; } = [];

    public static HandAnswer Example { get; } =
        new(
            DryRun: false,
            new JobId(1234),
            "movies",
            "radarr-hd:12",
            "/mnt/synology/rs-movies/Dune (2021)",
            "/mnt/unraid/media/Movies/Dune (2021)"
        )
        {
            Count = 1,
            Bytes = 15_000_000_000,
            Files = [new FileByHand("Dune (2021)/Dune (2021).mkv", 15_000_000_000, Outcome: null)],
        };

    public static HandAnswer Of(HandOrder order, JobId? job) =>
        new(job is null, job, order.Place.Route.Name, order.Work.Key, order.Place.Source, order.Place.Destination)
        {
            Count = order.Files.Count,
            Bytes = order.Files.Sum(file => file.Facts.Size),
            Files = ManualDoor.Listed(order),
        };
}

/// <param name="Outcome">On a dry run: new, repaired, present, or why it cannot be.</param>
internal sealed record FileByHand(string Path, long Size, string? Outcome);
