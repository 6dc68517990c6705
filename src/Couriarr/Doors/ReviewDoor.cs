using System.ComponentModel;
using System.Text.Json.Serialization;
using Couriarr.Doors.Described;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Review;

namespace Couriarr.Doors;

/// <summary>What waits for a person's word.</summary>
internal static class ReviewDoor
{
    private const int LongestPage = 500;
    private const int MostKeys = 3000;
    private static readonly ShowStatus[] Shown = [ShowStatus.Review, ShowStatus.Rejected, ShowStatus.Skipped, ShowStatus.Failed];
    private static readonly string[] Decisions = ["approve", "reject", "never"];

    public static void MapReview(this IEndpointRouteBuilder app)
    {
        app.MapGet("/review", ListAsync)
            .Explained(
                "Discovery",
                "A page of what waits for you",
                "Each with why it waits; next is the address of the following page, or null.",
                ReviewPage.Example
            )
            .WithStrictQuery();
        app.MapPost("/review", DecideAsync)
            .Explained(
                "Discovery",
                "Decide",
                "`approve` has them added whatever budget and rules say, `reject` has us leave them out, `never` their app's own lists too. For "
                    + "the `ids` that are named, or for `all` that wait at this moment. It may be decided anew as long as they are not added; "
                    + "nothing else changes it.",
                ReviewAnswer.Example
            )
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ListAsync(
        ReviewDesk desk,
        HttpRequest request,
        CancellationToken ct,
        [Description("review, rejected, skipped or failed.")] string status = "review",
        [Description("The id of the last one of the page before.")] string? after = null,
        [Description("1 to 500.")] int limit = 50
    )
    {
        if (limit is < 1 or > LongestPage)
            return Answers.BadRequest($"limit is {limit}; it goes from 1 to {LongestPage}.");
        if (ShowStatuses.Find(status) is not { } wanted || !Shown.Contains(wanted))
            return Answers.BadRequest($"status is '{status}'; it is {string.Join(", ", Shown.Select(one => one.Word()))}.");
        if (after is not null && !desk.IsKey(after))
            return Answers.BadRequest($"after is '{after}'; it is an id as the page before has it, like tvmaze:82.");
        var found = await desk.ListAsync(wanted, after, limit + 1, ct);
        var page = found.Take(limit).Select(ReviewView.Of).ToList();
        return Results.Json(new ReviewPage(page, found.Count > limit ? NextPage(request, page[^1].Id) : null), Answers.Json);
    }

    private static async Task<IResult> DecideAsync(ReviewWish wish, ReviewDesk desk, CancellationToken ct)
    {
        if (
            wish.Decision is not { } word
            || !Decisions.Contains(word)
            || !Enum.TryParse<ReviewDecision>(word, ignoreCase: true, out var decision)
        )
            return Answers.BadRequest($"decision is '{wish.Decision}'; it is {string.Join(", ", Decisions)}.");
        if (wish.All == (wish.Ids is { Count: > 0 }))
            return Answers.BadRequest("Say which: either ids, like [\"tvmaze:82\"], or all: true.");
        if (wish.Ids?.Any(id => id is null) is true)
            return Answers.BadRequest("One of the ids is null; each is a text, like \"tvmaze:82\".");
        if (wish.Ids?.Count > MostKeys)
            return Answers.BadRequest($"{wish.Ids.Count} ids are too many at once: {MostKeys} at most.");
        var decided = wish.All ? await desk.DecideAllAsync(decision, ct) : await desk.DecideAsync(decision, wish.Ids!, ct);
        return Results.Json(new ReviewAnswer(decided.Count, decided.Unknown, decided.Settled), Answers.Json);
    }

    private static string NextPage(HttpRequest request, string last)
    {
        var kept = request.Query.Where(q => q.Key != "after").SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value));
        return request.Path + QueryString.Create([.. kept, KeyValuePair.Create("after", (string?)last)]);
    }
}

/// <param name="Decision">approve, reject or never.</param>
/// <param name="Ids">As GET /review gives them.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ReviewWish(string? Decision, IReadOnlyList<string>? Ids, bool All = false);

/// <param name="Unknown">Ids that are in no catalogue.</param>
/// <param name="AlreadyThere">Ids of what was added meanwhile.</param>
internal sealed record ReviewAnswer(int Decided, IReadOnlyList<string> Unknown, IReadOnlyList<string> AlreadyThere)
{
    public static ReviewAnswer Example { get; } = new(1, [], []);
}

internal sealed record ReviewPage(IReadOnlyList<ReviewView> Items, string? Next)
{
    /// <summary>The licence of the data asks for it.</summary>
    public string Credit { get; } = Credits.Whole;

    public static ReviewPage Example { get; } =
        new(
            [
                new ReviewView("tvmaze:82", "The Glass Ferry", 2024, "BBC One", ["Drama"])
                {
                    Status = "review",
                    Why = "Over the budget of 20 in one run (adding.max_per_run).",
                    Rule = "filters",
                    Page = "https://www.tvmaze.com/shows/82/the-glass-ferry",
                },
            ],
            Next: null
        );
}

/// <param name="Id">Like tvmaze:82.</param>
internal sealed record ReviewView(string Id, string Title, int? Year, string? Channel, IReadOnlyList<string> Genres)
{
    public required string Status { get; init; }
    public string? Why { get; init; }

    /// <summary>What wants it, by its name.</summary>
    public required string Rule { get; init; }

    /// <summary>Where it would be added; null means the one of the section.</summary>
    public string? Instance { get; init; }
    public string? Page { get; init; }
    public string? Poster { get; init; }

    public static ReviewView Of(ReviewItem item) =>
        new(item.Key, item.Wish.Title, item.Wish.Year, item.Wish.Channel, item.Wish.Genres)
        {
            Status = item.Wish.Status.Word(),
            Why = item.Wish.Note ?? (item.Wish.Status is ShowStatus.Review ? $"The rule '{item.Wish.By}' asks you." : null),
            Rule = item.Wish.By,
            Instance = item.Wish.Routing.Instance,
            Page = item.Wish.Page?.OriginalString,
            Poster = item.Wish.Poster?.OriginalString,
        };
}
