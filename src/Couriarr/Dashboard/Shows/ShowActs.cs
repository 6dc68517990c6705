using System.Globalization;
using Couriarr.Dashboard.Frame;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Review;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Shows;

/// <summary>What a person decides about shows of the catalogue.</summary>
internal static class ShowActs
{
    private const string Reconsider = "reconsider";

    public static async Task<IResult> DecideAsync(HttpContext http, ReviewDesk desk, SecondThoughts thoughts, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var ids = form["id"]
            .Select(text => long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .ToList();
        if (ids.Count == 0)
            return Pages.Back(http, form, Say("shows.none_chosen"), isBad: true);
        if (form["decision"] == Reconsider)
            return await ReconsiderAsync(http, form, ids, thoughts, ct);
        if (Decisions.Find(form["decision"]) is not { } decision)
            return Pages.Back(http, form, Say("review.no_decision"), isBad: true);
        var decided = await desk.DecideAsync(decision, ids.Select(id => $"tvmaze:{id.ToString(CultureInfo.InvariantCulture)}"), ct);
        return Pages.Back(http, form, Decisions.Sentence(decision, decided), isBad: decided.Count == 0);
    }

    private static async Task<IResult> ReconsiderAsync(
        HttpContext http,
        IFormCollection form,
        List<long> ids,
        SecondThoughts thoughts,
        CancellationToken ct
    )
    {
        var statuses = new List<ShowStatus>();
        foreach (var id in ids)
            if (await thoughts.ReconsiderAsync(id, ct) is { } status)
                statuses.Add(status);
        if (statuses.Count == 0)
            return Pages.Back(http, form, Say("shows.not_reconsidered"), isBad: true);
        var words = statuses.CountBy(status => status).Select(one => $"{Say($"standing.{one.Key.Word()}")}: {one.Value}");
        return Pages.Back(http, form, Say("shows.reconsidered", statuses.Count, string.Join(", ", words)));
    }
}

/// <summary>A person's decisions in words, as forms send them and as people hear of them.</summary>
internal static class Decisions
{
    public static ReviewDecision? Find(string? word) =>
        Enum.TryParse<ReviewDecision>(word, ignoreCase: true, out var decision) && Enum.IsDefined(decision) ? decision : null;

    private static string DoneOf(ReviewDecision decision) =>
        decision switch
        {
            ReviewDecision.Approve => "review.approve_done",
            ReviewDecision.Reject => "review.reject_done",
            _ => "review.never_done",
        };

    public static string Sentence(ReviewDecision decision, Decided decided)
    {
        var said = new List<string>();
        if (decided.Count > 0)
            said.Add(Say(DoneOf(decision), decided.Count));
        if (decided.Settled.Count > 0)
            said.Add(Say("review.there_already", decided.Settled.Count));
        if (decided.Unknown.Count > 0)
            said.Add(Say("review.unknown", decided.Unknown.Count));
        return said.Count > 0 ? string.Join(" ", said) : Say("review.nothing_done");
    }
}
