using System.Text;
using Couriarr.Dashboard.Anew;
using Couriarr.Dashboard.Frame;
using Couriarr.Doors.Access.Trail;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Features.Discovery.Judging;
using Couriarr.Saving;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Rules;

/// <summary>
/// Filters and rules, to be changed and tried over the whole catalogue. What turned out well is saved: it counts in place of what the
/// configuration file says, which the program never writes.
/// </summary>
internal static class RulesPages
{
    private const string Path = "/ui/rules";

    public static void MapRulesPages(this IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync);
        app.MapPage($"{Path}/preview", (HttpContext http) => Pages.GoTo(http, Path));
        // It changes nothing, and comes with every word that is typed.
        app.MapAct($"{Path}/save", "Save rules", SaveAsync);
        app.MapAct($"{Path}/preview", "Try other rules", TryAsync).SpeaksForItself();
    }

    private static Task<IResult> ShowAsync(HttpContext http, CouriarrOptions options, Features.Discovery.Judging.Verdicts verdicts) =>
        AnswerAsync(http, RulesText.Of(options), tried: null, verdicts);

    private static async Task<IResult> TryAsync(
        HttpContext http,
        RulesDesk desk,
        Features.Discovery.Judging.Verdicts verdicts,
        CancellationToken ct
    )
    {
        var text = TextOf(await http.Request.ReadFormAsync(ct));
        return await AnswerAsync(http, text, await TriedAsync(text, desk, ct), verdicts);
    }

    private static async Task<IResult> SaveAsync(
        HttpContext http,
        RulesDesk desk,
        SavedDesk saved,
        Features.Discovery.Judging.Verdicts verdicts,
        CancellationToken ct
    )
    {
        var text = TextOf(await http.Request.ReadFormAsync(ct));
        var tried = await TriedAsync(text, desk, ct);
        if (tried.Difference is not { } difference)
            return await AnswerAsync(http, text, tried, verdicts, StatusCodes.Status400BadRequest);
        var said = YamlFile.Read(Encoding.UTF8.GetBytes(text), "rules", new Problems())!;
        var draft = saved.Draft(said.Entries.Select(entry => (entry.Key, (Node?)entry.Value)));
        if (draft.Errors.Count > 0)
            return await AnswerAsync(http, text, new Preview(null, draft.Errors, []), verdicts, StatusCodes.Status400BadRequest);
        return await AnewPages.SaveAsync(http, draft, Path, Say("rules.saved", RulesView.ChangedBy(difference)));
    }

    private static string TextOf(IFormCollection form) => form["text"].ToString().ReplaceLineEndings("\n");

    private static async Task<Preview> TriedAsync(string text, RulesDesk desk, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(text) ? Empty() : await desk.PreviewAsync(text, ct);

    private static Preview Empty() => new(null, [new Problem(Origin.Default, Say("rules.nothing"), IsWarning: false)], []);

    private static Task<IResult> AnswerAsync(
        HttpContext http,
        string text,
        Preview? tried,
        Features.Discovery.Judging.Verdicts verdicts,
        int status = StatusCodes.Status200OK
    )
    {
        var desk = http.RequestServices.GetRequiredService<SavedDesk>();
        var view = new RulesView(text, tried)
        {
            Fingerprint = verdicts.Fingerprint,
            Overruling = [.. desk.Overruling("filters"), .. desk.Overruling("rules")],
            LastDeed = desk.CanGoBack ? desk.LastDeed : null,
        };
        return Pages.ShowAsync<RulesPage, RulesView>(http, Say("rules.title"), view, status);
    }
}
