using Couriarr.Dashboard.Frame;
using Couriarr.Doors.Access.Trail;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Judging;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Rules;

/// <summary>
/// Filters and rules, to be changed and tried over the whole catalogue. They live in the configuration alone, and the program never writes
/// that: what turned out well is copied there.
/// </summary>
internal static class RulesPages
{
    private const string Path = "/ui/rules";

    public static void MapRulesPages(this IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync);
        app.MapPage($"{Path}/preview", (HttpContext http) => Pages.GoTo(http, Path));
        // It changes nothing, and comes with every word that is typed.
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
        var text = (await http.Request.ReadFormAsync(ct))["text"].ToString().ReplaceLineEndings("\n");
        var tried = string.IsNullOrWhiteSpace(text) ? Empty() : await desk.PreviewAsync(text, ct);
        return await AnswerAsync(http, text, tried, verdicts);
    }

    private static Preview Empty() => new(null, [new Problem(Origin.Default, Say("rules.nothing"), IsWarning: false)], []);

    private static Task<IResult> AnswerAsync(HttpContext http, string text, Preview? tried, Features.Discovery.Judging.Verdicts verdicts) =>
        Pages.ShowAsync<RulesPage, RulesView>(http, Say("rules.title"), new RulesView(text, tried) { Fingerprint = verdicts.Fingerprint });
}
