using Couriarr.Dashboard.Frame;
using Couriarr.Dashboard.Shows;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Review;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Review;

/// <summary>What waits for a person, to be worked through quickly: one by one, many at once, and taken back.</summary>
internal static class ReviewPages
{
    public static void MapReviewPages(this IEndpointRouteBuilder app)
    {
        app.MapPage(ReviewFilter.Path, ShowAsync);
        app.MapAct("/ui/review/decide", "Decide what waits for review", DecideAsync);
        app.MapAct("/ui/review/all", "Decide all that waits for review", DecideAllAsync);
        app.MapAct("/ui/review/undo", "Take a decision back", UndoAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ReviewDesk desk, CancellationToken ct)
    {
        var filter = ReviewFilter.Of(http.Request.Query, desk);
        var found = await desk.ListAsync(filter.Status, filter.After, ReviewFilter.PageSize + 1, ct);
        var view = filter.With(found) with { Undo = string.Join(',', Keys(http.Request.Query[ReviewFilter.UndoName].ToString(), desk)) };
        return await Pages.ShowAsync<ReviewPage, ReviewQueueView>(http, Say("review.title"), view);
    }

    /// <summary>Of one, whose own button says both what and which; or of those that are ticked.</summary>
    private static async Task<IResult> DecideAsync(HttpContext http, ReviewDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (word, keys) = form["one"].ToString().Split(' ') is [var one, var key]
            ? (one, (IReadOnlyList<string>)[key])
            : (form["decision"].ToString(), [.. form["key"].OfType<string>()]);
        if (Decisions.Find(word) is not { } decision)
            return Pages.Back(http, form, Say("review.no_decision"), isBad: true);
        if (keys.Count == 0)
            return Pages.Back(http, form, Say("review.none_chosen"), isBad: true);
        var decided = await desk.DecideAsync(decision, keys, ct);
        NoteCookie.Leave(http, new Note(Decisions.Sentence(decision, decided), IsBad: decided.Count == 0));
        var undo = string.Join(',', keys.Except(decided.Unknown).Except(decided.Settled).Take(ReviewFilter.PageSize));
        return Pages.GoTo(http, WithUndo(form["back"].ToString(), desk, undo));
    }

    private static async Task<IResult> DecideAllAsync(HttpContext http, ReviewDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (Decisions.Find(form["decision"]) is not { } decision)
            return Pages.Back(http, form, Say("review.no_decision"), isBad: true);
        return Pages.Back(http, form, Decisions.Sentence(decision, await desk.DecideAllAsync(decision, ct)));
    }

    private static async Task<IResult> UndoAsync(HttpContext http, ReviewDesk desk, SecondThoughts thoughts, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var undone = await thoughts.WaitAgainAsync(Keys(form["keys"].ToString(), desk), ct);
        var text = undone.Count > 0 ? Say("review.undone", undone.Count) : Say("review.nothing_done");
        if (undone.Settled.Count > 0)
            text += " " + Say("review.too_late", undone.Settled.Count);
        NoteCookie.Leave(http, new Note(text, IsBad: undone.Count == 0));
        return Pages.GoTo(http, WithUndo(form["back"].ToString(), desk, undo: ""));
    }

    // Only what the page itself knows is kept of where it came from.
    private static string WithUndo(string back, ReviewDesk desk, string undo)
    {
        var query = new QueryCollection(
            Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(back.Contains('?') ? back[back.IndexOf('?')..] : "")
        );
        var filter = ReviewFilter.Of(query, desk);
        return ReviewFilter.AddressOf(filter.Status, filter.After, undo.Length > 0 ? undo : null);
    }

    private static IEnumerable<string> Keys(string text, ReviewDesk desk) => text.Split(',').Where(desk.IsKey).Take(ReviewFilter.PageSize);
}
