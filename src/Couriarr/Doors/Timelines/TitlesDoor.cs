using System.ComponentModel;
using Couriarr.Doors.Described;

namespace Couriarr.Doors.Timelines;

/// <summary>What happened to a movie or a series.</summary>
internal static class TitlesDoor
{
    private const int LongestPage = 200;
    private const int LongestText = 200;
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimelineView Example = new(
        "radarr-hd:12",
        "Dune",
        [
            new Moment(
                Noon,
                "webhook",
                "accepted",
                "radarr-hd told of it (Download): radarr-hd imported Dune (2021).",
                Inbox: 77,
                Job: 1234
            ),
            new Moment(
                Noon.AddSeconds(90),
                "transfer",
                "success",
                "Dune (2021) was carried to /mnt/unraid/media/Movies/Dune (2021)/Dune.mkv (new, 14.0 GB in 78.2 s).",
                Job: 1236,
                Transfer: 42
            ),
        ]
    );

    public static void MapTitles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/titles", ListAsync)
            .Explained(
                "Titles",
                "Movies and series that something happened to",
                "The latest first. id is what its instance calls it, and stays.",
                new[] { TitleView.Of("radarr-hd:12", "Dune", Noon) }
            )
            .WithStrictQuery();
        app.MapGet("/titles/{id}/timeline", FindAsync)
            .Explained(
                "Titles",
                "What happened to one title",
                "From the webhook to the last job, oldest first: webhooks, jobs, their failed tries, and files, each with its ids. Jobs are known for as "
                    + "long as the history keeps them.",
                Example
            )
            .MayRefuse(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(
        Timeline timeline,
        CancellationToken ct,
        [Description("Text anywhere in the title; A to Z in either case.")] string? search = null,
        [Description("1 to 200.")] int limit = 50
    ) =>
        limit is < 1 or > LongestPage ? Answers.BadRequest($"limit is {limit}; it goes from 1 to {LongestPage}.")
        : search?.Length > LongestText ? Answers.BadRequest($"search has {search.Length} characters; it may have {LongestText}.")
        : Results.Json(await timeline.SearchAsync(search, limit, ct), Answers.Json);

    // Of all that is escaped in an address, the slash alone is handed on as it came.
    private static async Task<IResult> FindAsync(string id, Timeline timeline, CancellationToken ct) =>
        await timeline.OfAsync(id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), ct) is { } found
            ? Results.Json(found, Answers.Json)
            : Answers.NotFound($"Nothing is known of '{id}'. GET /titles?search= finds titles and their ids.");
}
