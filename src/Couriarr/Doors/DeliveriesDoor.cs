using Couriarr.Doors.Described;
using Couriarr.Features.Intake.Missed;
using Couriarr.Features.Members;

namespace Couriarr.Doors;

/// <summary>The proof that nothing was missed: what the history of an instance tells, beside what has arrived.</summary>
internal static class DeliveriesDoor
{
    private const int MostDays = 40;

    public static void MapDeliveries(this IEndpointRouteBuilder app) =>
        app.MapGet("/instances/{name}/deliveries", ListAsync)
            .Explained(
                "Instances",
                "What was imported, and what of it has arrived",
                "Per day, for up to 40 days. Files that the app has replaced or deleted since do not count. Waiting are those that have not arrived, and why.",
                DeliveriesView.Example
            )
            .WithStrictQuery()
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static async Task<IResult> ListAsync(
        string name,
        CatchUpDesk desk,
        MemberBook members,
        Settings settings,
        CancellationToken ct,
        int days = 30
    ) =>
        days is < 1 or > MostDays
            ? Answers.BadRequest($"days is {days}; it is 1 to {MostDays}.")
            : await InstancesDoor.WithAsync(
                name,
                members,
                async member => DeliveriesView.Of(member.Name, await desk.DeliveredAsync(member, days, settings.Zone, ct)),
                ct
            );
}

/// <param name="Known">False while nothing is carried, or the history is not read, so that there is nothing to compare.</param>
internal sealed record DeliveriesView(
    string Instance,
    bool Known,
    int InHistory,
    int Delivered,
    IReadOnlyList<DayOfImports> Days,
    IReadOnlyList<WaitingFile> Waiting
)
{
    public static DeliveriesView Example { get; } =
        new(
            "radarr-hd",
            Known: true,
            412,
            411,
            [new DayOfImports(new DateOnly(2026, 1, 1), 12, 11)],
            [
                new WaitingFile(
                    "Film",
                    "/movies/Film (2021)/Film.mkv",
                    new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
                    WaitingFile.Of(Fortune.Underway)
                ),
            ]
        );

    public static DeliveriesView Of(string instance, (Delivered, IReadOnlyDictionary<KnownImport, Fortune>)? answer) =>
        answer is not var (found, fortunes)
            ? new(instance, Known: false, 0, 0, [], [])
            : new(
                instance,
                Known: true,
                found.InHistory,
                found.Arrived,
                found.Days,
                [
                    .. found.Waiting.Select(import => new WaitingFile(
                        import.Title,
                        import.FilePath,
                        import.Date,
                        WaitingFile.Of(fortunes[import])
                    )),
                ]
            );
}

internal sealed record WaitingFile(string Title, string Path, DateTimeOffset ImportedAt, string Why)
{
    public static string Of(Fortune fortune) =>
        fortune switch
        {
            Fortune.Underway => "It waits to be carried.",
            Fortune.GivenUp => "It could not be carried and was given up: retry its job.",
            Fortune.Cancelled => "Somebody cancelled it.",
            Fortune.Fruitless => $"It was done again {Afterlook.MostAgain} times and did not arrive: its file is not where the app says.",
            Fortune.Lost => "It was not there when it was to be carried; the next catch-up does it again.",
            _ => "It has arrived.",
        };
}
