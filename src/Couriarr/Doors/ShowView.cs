using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Doors;

/// <param name="Id">TVmaze's number.</param>
/// <param name="Verdict">What the rules say of it; null before they were asked.</param>
/// <param name="DecidedBy">The rule, or the filter by its path.</param>
/// <param name="FilterReason">The filter in one word.</param>
/// <param name="ByUser">A person decided, and no rule changes it.</param>
internal sealed record ShowView(
    long Id,
    string Title,
    string ProcessingStatus,
    string? Verdict,
    string? DecidedBy,
    string? FilterReason,
    bool ByUser
)
{
    public const string Source = "Data by TVmaze (https://www.tvmaze.com), licensed CC BY-SA 4.0";

    public long? TvdbId { get; init; }
    public string? ImdbId { get; init; }
    public string? Type { get; init; }
    public string? Status { get; init; }
    public string? Language { get; init; }
    public string? Country { get; init; }
    public string? Network { get; init; }
    public string? WebChannel { get; init; }
    public IReadOnlyList<string> Genres { get; init; } = [];
    public DateOnly? Premiered { get; init; }
    public DateOnly? Ended { get; init; }
    public int? Runtime { get; init; }
    public double? Rating { get; init; }
    public int Weight { get; init; }

    /// <summary>Its page at TVmaze.</summary>
    public Uri? Page { get; init; }

    /// <summary>Why, where it is more than the verdict.</summary>
    public string? Note { get; init; }
    public string? Error { get; init; }
    public long? SonarrSeriesId { get; init; }
    public DateTimeOffset? AddedToSonarrAt { get; init; }
    public DateTimeOffset? RetryAfter { get; init; }

    /// <summary>When the catalogue was found to have it no more.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    public static ShowView Example { get; } =
        new(82, "Game of Thrones", "filtered", "filtered", "filters.status.exclude_ended", "status", ByUser: false)
        {
            TvdbId = 121361,
            Type = "Scripted",
            Status = "Ended",
            Language = "English",
            Country = "US",
            Network = "HBO",
            Genres = ["Drama", "Adventure", "Fantasy"],
            Page = new Uri("https://www.tvmaze.com/shows/82/game-of-thrones"),
        };

    public static ShowView Of(KnownShow known)
    {
        var (show, standing) = known;
        return new(
            show.Id,
            show.Title,
            standing.Status.Word(),
            standing.Verdict?.ToString().ToLowerInvariant(),
            standing.DecidedBy,
            standing.FilterReason,
            standing.ByUser
        )
        {
            TvdbId = show.TvdbId,
            ImdbId = show.ImdbId,
            Type = show.Type,
            Status = show.Status,
            Language = show.Language,
            Country = show.Country,
            Network = show.Network,
            WebChannel = show.WebChannel,
            Genres = show.Genres,
            Premiered = show.Premiered,
            Ended = show.Ended,
            Runtime = show.Runtime ?? show.AverageRuntime,
            Rating = show.Rating,
            Weight = show.Weight,
            Page = show.Page,
            Note = standing.Note,
            Error = standing.Error,
            SonarrSeriesId = standing.SeriesId,
            AddedToSonarrAt = standing.AddedAt,
            RetryAfter = standing.RetryAfter,
            RemovedAt = standing.RemovedAt,
        };
    }
}

/// <param name="Now">What the rules in force say of it today.</param>
/// <param name="Rules">All of them in their order.</param>
internal sealed record ShowDetail(ShowView Show, string? Summary, Uri? Image, VerdictView Now, IReadOnlyList<RuleView> Rules)
{
    public string Attribution { get; init; } = ShowView.Source;

    public static ShowDetail Example { get; } =
        new(
            ShowView.Example,
            "Seven noble families fight for control.",
            null,
            new VerdictView(Decision.Filtered, "filters.status.exclude_ended", "status", null),
            [
                new RuleView(
                    "filters.status.exclude_ended",
                    Decides: true,
                    ComesTooLate: false,
                    new ConditionView("status is \"Ended\"", "Ended", Answer.Yes, [])
                ),
            ]
        );

    public static ShowDetail Of(KnownShow known, Explanation explanation) =>
        new(
            ShowView.Of(known),
            known.Show.Summary,
            known.Show.Image,
            VerdictView.Of(explanation.Verdict),
            [.. explanation.Rules.Select(rule => new RuleView(rule.Then.By, rule.Decides, rule.ComesTooLate, ConditionView.Of(rule.When)))]
        );
}

/// <param name="Decides">It is the first that the show answers with yes.</param>
/// <param name="ComesTooLate">Another one had decided before.</param>
internal sealed record RuleView(string Rule, bool Decides, bool ComesTooLate, ConditionView When);

/// <param name="Has">What the show has; null when the catalogue knows nothing, or the question has parts.</param>
internal sealed record ConditionView(string Asked, string? Has, Answer Answer, IReadOnlyList<ConditionView> Parts)
{
    public static ConditionView Of(ExplainedCondition condition) =>
        new(condition.Asked, condition.Has, condition.Answer, [.. condition.Parts.Select(Of)]);
}
