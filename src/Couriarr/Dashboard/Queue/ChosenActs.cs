using Couriarr.Dashboard.Frame;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Queue;

/// <summary>The same done to every job that was ticked, as far as each of them lets it be done.</summary>
internal static class ChosenActs
{
    public const string Address = "/ui/queue/chosen";
    private const int Most = 200;

    public static void MapChosenActs(this IEndpointRouteBuilder app) => app.MapAct(Address, "Change the ticked jobs", ChangeAsync);

    private static async Task<IResult> ChangeAsync(HttpContext http, JobDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var ids = form["job"].Select(text => long.TryParse(text, out var id) ? id : 0).Where(id => id > 0).Distinct().Take(Most).ToList();
        if (ids.Count == 0 || DeedOf(form["do"].ToString(), desk) is not { } deed)
            return Pages.Back(http, form, Say("queue.choose"), isBad: true);
        var replies = new List<Reply>();
        foreach (var id in ids)
            replies.Add(await deed.Do(new JobId(id), ct));
        return Pages.Back(http, form, Told(deed.Said, replies), isBad: !replies.Any(reply => reply is Reply.Done));
    }

    private static Deed? DeedOf(string word, JobDesk desk) =>
        word switch
        {
            "retry" => new(desk.RetryAsync, "queue.chosen_retry"),
            "rush" => new(desk.RushAsync, "queue.chosen_rush"),
            "cancel" => new(desk.CancelAsync, "queue.chosen_cancel"),
            _ => null,
        };

    private static string Told(string said, List<Reply> replies)
    {
        var others = replies.Where(reply => reply is not Reply.Done).ToList();
        var done = Say(said, replies.Count - others.Count);
        return others.Count == 0 ? done : $"{done} {Say("queue.chosen_not", others.Count, WhyOf(others[0]))}";
    }

    private static string WhyOf(Reply reply) => reply is Reply.Refused refused ? refused.Why : Say("queue.gone");

    /// <param name="Said">The key of the sentence for how many it was done to.</param>
    private sealed record Deed(Func<JobId, CancellationToken, Task<Reply>> Do, string Said);
}
