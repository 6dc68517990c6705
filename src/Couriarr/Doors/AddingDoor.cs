using Couriarr.Doors.Described;
using Couriarr.Features.Discovery.Adding;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

/// <summary>What would be added to Sonarr and Radarr, and that it may be.</summary>
internal static class AddingDoor
{
    public static void MapAdding(this IEndpointRouteBuilder app)
    {
        app.MapGet("/adding", ShowAsync)
            .Explained(
                "Discovery",
                "What would be added now",
                "Asks every Sonarr and Radarr that something is wanted for, and changes nothing. `dry` says why nothing is added; null when it is.",
                AddingView.Example
            );
        app.MapPost("/adding/confirm", ConfirmAsync)
            .Explained(
                "Discovery",
                "Confirm the first preview",
                "From then on what is wanted is added, as far as the budget goes; the first run begins at once. `dry_run` in the configuration wins.",
                AddingBegun.Example,
                StatusCodes.Status202Accepted
            )
            .MayRefuse(StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
        app.MapPost("/adding/run", RunAsync)
            .Explained(
                "Discovery",
                "Add what is wanted now",
                "What else happens once an hour and after each look at the catalogue.",
                AddingBegun.Example,
                StatusCodes.Status202Accepted
            )
            .MayRefuse(StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ShowAsync(AddingDesk desk, CancellationToken ct)
    {
        var budget = await desk.BudgetAsync(ct);
        var previews = await desk.PreviewAsync(ct);
        return Results.Json(
            new AddingView(await desk.ObjectionAsync(ct), BudgetView.Of(budget), [.. previews.Select(TargetView.Of)]),
            Answers.Json
        );
    }

    private static async Task<IResult> ConfirmAsync(AddingDesk desk, CancellationToken ct)
    {
        var job = await desk.ConfirmAsync(ct);
        return await desk.ObjectionAsync(ct) is { } still ? Answers.Conflict($"It is confirmed, but {still}") : Begun(job);
    }

    private static async Task<IResult> RunAsync(AddingDesk desk, CancellationToken ct) =>
        await desk.ObjectionAsync(ct) is { } objection ? Answers.Conflict(objection) : Begun(await desk.StartAsync(ct));

    private static IResult Begun(JobId job) => Results.Json(new AddingBegun(job), Answers.Json, statusCode: StatusCodes.Status202Accepted);
}

internal sealed record AddingBegun(JobId JobId)
{
    public static AddingBegun Example { get; } = new(new JobId(1234));
}

/// <param name="Dry">Why nothing is added; null when it is.</param>
internal sealed record AddingView(string? Dry, BudgetView Budget, IReadOnlyList<TargetView> Targets)
{
    /// <summary>The licence of the data asks for it.</summary>
    public string Credit { get; } = Credits.Whole;

    public static AddingView Example { get; } =
        new(
            "Nothing is added until you have confirmed the first preview.",
            new BudgetView(20, 50, 0, 20),
            [
                new TargetView("sonarr", "sonarr", Wanted: 3, Trouble: null)
                {
                    ToAdd = 1,
                    ToReview = 1,
                    Exists = 1,
                    Sample = [new AddedTitle("tvmaze:82", "The Glass Ferry", 2024)],
                },
            ]
        );
}

/// <param name="Used">Begun by themselves within the last 24 hours.</param>
internal sealed record BudgetView(int PerRun, int PerDay, int Used, int Left)
{
    public static BudgetView Of(Budget budget) => new(budget.PerRun, budget.PerDay, budget.UsedToday, budget.Left);
}

/// <param name="Trouble">Why it cannot be said.</param>
internal sealed record TargetView(string Name, string Kind, int Wanted, string? Trouble)
{
    private const int Shown = 50;

    public int ToAdd { get; init; }
    public int ToReview { get; init; }
    public int Exists { get; init; }
    public int Skipped { get; init; }
    public int WithoutNumber { get; init; }
    public int Underway { get; init; }

    /// <summary>The first of those that would be added.</summary>
    public IReadOnlyList<AddedTitle> Sample { get; init; } = [];

    public static TargetView Of(Preview preview)
    {
        var view = new TargetView(preview.Target.Name, preview.Target.Kind, preview.Wanted, preview.Trouble);
        if (preview.Fates is not { } fates)
            return view;
        var source = preview.Target.Kind == "sonarr" ? "tvmaze" : "tmdb";
        return view with
        {
            ToAdd = fates.Add.Count,
            ToReview = fates.CountOf(ShowStatus.Review),
            Exists = fates.CountOf(ShowStatus.Exists),
            Skipped = fates.CountOf(ShowStatus.Skipped),
            WithoutNumber = fates.CountOf(ShowStatus.PendingTvdb),
            Underway = fates.Underway.Count,
            Sample = [.. fates.Add.Take(Shown).Select(one => new AddedTitle($"{source}:{one.Id}", one.Title, one.Year))],
        };
    }
}

internal sealed record AddedTitle(string Id, string Title, int? Year);

/// <summary>Whose data it is. Their licences ask for these words where it is shown.</summary>
internal static class Credits
{
    public const string Whole =
        "Shows: data by TVmaze (https://www.tvmaze.com), CC BY-SA 4.0. Movies: this product uses the TMDB API but is not endorsed or certified by TMDB.";
}
