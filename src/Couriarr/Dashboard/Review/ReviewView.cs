using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Review;

namespace Couriarr.Dashboard.Review;

/// <summary>What waits for a person's word, a page of it.</summary>
internal sealed record ReviewQueueView(ReviewFilter Filter, IReadOnlyList<ReviewLine> Items, string? First, string? Next)
{
    /// <summary>What was just decided, to be taken back.</summary>
    public string Undo { get; init; } = "";
}

/// <param name="Why">Why it waits, in a sentence.</param>
internal sealed record ReviewLine(string Key, string Title, int? Year, string About, string? Why)
{
    public required ShowStatus Status { get; init; }
    public required bool HasPoster { get; init; }

    /// <summary>Our page of it, where there is one.</summary>
    public string? Page { get; init; }

    /// <summary>Its page at the catalogue.</summary>
    public Uri? Elsewhere { get; init; }

    /// <summary>For the element of the page.</summary>
    public string Id => Key.Replace(':', '-');

    public static ReviewLine Of(ReviewItem item)
    {
        var wish = item.Wish;
        var about = string.Join(" · ", new[] { wish.Channel, string.Join(", ", wish.Genres) }.Where(part => part is { Length: > 0 }));
        return new(item.Key, wish.Title, wish.Year, about, Doors.ReviewView.Of(item).Why)
        {
            Status = wish.Status,
            HasPoster = wish.Poster is not null,
            Page = item.Kind == "sonarr" ? $"/ui/shows/{item.Key.Split(':')[^1]}" : null,
            Elsewhere = wish.Page,
        };
    }
}

/// <summary>Which part of the queue a person wants to see, as the address of the page says it.</summary>
internal sealed record ReviewFilter(ShowStatus Status, string? After)
{
    public const string Path = "/ui/review";
    public const int PageSize = 30;
    public const string UndoName = "undo";
    public static readonly ShowStatus[] Shown = [ShowStatus.Review, ShowStatus.Rejected, ShowStatus.Skipped, ShowStatus.Failed];

    public static ReviewFilter Of(IQueryCollection query, ReviewDesk desk) =>
        new(
            ShowStatuses.Find(query["status"].ToString()) is { } status && Shown.Contains(status) ? status : ShowStatus.Review,
            query["after"].ToString() is { Length: > 0 } after && desk.IsKey(after) ? after : null
        );

    public string Address => AddressOf(Status, After);

    public static string AddressOf(ShowStatus status, string? after = null, string? undo = null) =>
        Path
        + QueryString.Create(
            new Dictionary<string, string?>
            {
                ["status"] = status is ShowStatus.Review ? null : status.Word(),
                ["after"] = after,
                [UndoName] = undo,
            }.Where(pair => pair.Value is not null)
        );

    public ReviewQueueView With(IReadOnlyList<ReviewItem> found) =>
        new(
            this,
            [.. found.Take(PageSize).Select(ReviewLine.Of)],
            After is null ? null : AddressOf(Status),
            found.Count > PageSize ? AddressOf(Status, found[PageSize - 1].Key) : null
        );
}
