using System.Text.Json.Nodes;
using Couriarr.Dashboard.Frame;
using Couriarr.Dashboard.Instances;
using Couriarr.Dashboard.Members;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Players;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Receivers;

/// <summary>A player's libraries, asked from itself, and by which names it seems to know our folders.</summary>
internal static class SurveyPages
{
    private const string Family = "players";

    public static void MapSurvey(this IEndpointRouteBuilder app)
    {
        app.MapPage("/ui/receivers/{player}/libraries", ShowAsync).DisableRequestTimeout();
        app.MapAct("/ui/receivers/{player}/libraries", "Give a player its names of folders", UseAsync);
    }

    public static string AddressOf(string player) => $"/ui/receivers/{Uri.EscapeDataString(player)}/libraries";

    private static async Task<IResult> ShowAsync(string player, HttpContext http, MemberDesk desk, Survey survey, CancellationToken ct)
    {
        if (await desk.FindAsync(Family, player, ct) is not { } entry)
            return await Pages.NotFoundAsync(http, Say("members.gone", player));
        var view = new SurveyView(player, Known(entry), Trouble: entry.Trouble);
        if (entry.Member is Member<PlayerTerms> member)
        {
            var (found, trouble) = await InstanceAsking.TryAsync(() => survey.OfAsync(member, ct));
            view = view with { Found = found, Trouble = trouble };
        }
        return await Pages.ShowAsync<SurveyPage, SurveyView>(http, Say("receivers.libraries_of", player), view);
    }

    // Beside the entries that are there; for the same folder of ours the new one counts.
    private static async Task<IResult> UseAsync(string player, HttpContext http, MemberDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var chosen = FieldText.LookupOf([.. form["use"].OfType<string>()]);
        if (chosen.Count == 0)
            return Pages.Back(http, form, Say("receivers.none_chosen"), isBad: true);
        if (await desk.FindAsync(Family, player, ct) is not { } entry)
            return Pages.Back(http, form, Say("members.gone", player), isBad: true);
        var (options, paths) = (entry.Shown(), Known(entry));
        foreach (var (ours, its) in chosen)
            paths[ours] = its!.DeepClone();
        options["paths"] = paths;
        return await desk.ChangeAsync(Family, player, new MemberWish(null, null, null, options), entry.Row.Tag, ct) switch
        {
            MemberReply.Done => Pages.Back(http, form, Say("receivers.paths_used", chosen.Count, player)),
            MemberReply.Refused refused => Pages.Back(http, form, refused.Why, isBad: true),
            _ => Pages.Back(http, form, Say("members.overtaken", player), isBad: true),
        };
    }

    private static JsonObject Known(MemberEntry entry) => entry.Shown()["paths"]?.DeepClone() as JsonObject ?? [];
}

/// <param name="Known">Our folder, and its name for it, as is set now.</param>
/// <param name="Trouble">Why it could not be asked.</param>
internal sealed record SurveyView(string Player, JsonObject Known, Finding? Found = null, string? Trouble = null)
{
    public bool Has(PathProposal proposal) => Known[proposal.From]?.ToString() == proposal.To;
}
