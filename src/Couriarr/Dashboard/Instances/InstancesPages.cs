using Couriarr.Dashboard.Frame;
using Couriarr.Doors;
using Couriarr.Features.Members;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Instances;

/// <summary>Radarr, Sonarr and the like: how each is, and the way between it and us.</summary>
internal static class InstancesPages
{
    private const string Family = "instances";

    public static void MapInstancesPages(this IEndpointRouteBuilder app)
    {
        app.MapPage("/ui/instances", ShowAllAsync);
        app.MapPage("/ui/instances/{name}", ShowOneAsync);
        // What was found is true for that moment alone: whoever comes back to its address asks anew.
        app.MapPage("/ui/instances/{name}/doctor", (string name, HttpContext http) => Pages.GoTo(http, AddressOf(name)));
        app.MapAct("/ui/instances/{name}/doctor", "Prove the way of a file", InstanceActs.ExamineAsync).DisableRequestTimeout();
        app.MapAct("/ui/instances/{name}/register", "Register the webhook in an app", InstanceActs.RegisterAsync).DisableRequestTimeout();
        app.MapAct("/ui/instances/{name}/catchup", "Look for what was missed", InstanceActs.CatchUpAsync);
    }

    public static string AddressOf(string name) => $"/ui/instances/{Uri.EscapeDataString(name)}";

    public static Task<IResult> ShowAsync(HttpContext http, InstancePageView view) =>
        Pages.ShowAsync<InstancePage, InstancePageView>(
            http,
            view.Line.Member.Name,
            view,
            view.Wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest
        );

    private static async Task<IResult> ShowAllAsync(HttpContext http, MemberRoll roll, InstanceViews views, CancellationToken ct)
    {
        var states = (await views.AllAsync(ct)).ToDictionary(view => view.Name);
        var lines = (await roll.ReadAnewAsync(ct))
            .Where(entry => entry.Family == Family)
            .Select(entry => new InstanceLine(MemberView.Of(entry), states.GetValueOrDefault(entry.Name)));
        return await Pages.ShowAsync<InstancesPage, InstancesView>(http, Say("instances.title"), new InstancesView([.. lines]));
    }

    private static async Task<IResult> ShowOneAsync(
        string name,
        HttpContext http,
        MemberDesk desk,
        InstanceViews views,
        InstanceAsking asking,
        CancellationToken ct
    )
    {
        if (await desk.FindAsync(Family, name, ct) is not { } entry)
            return await Pages.NotFoundAsync(http, Say("members.gone", name));
        var line = new InstanceLine(MemberView.Of(entry), await views.FindAsync(name, ct));
        var choices = line.State is { Answers: true } ? await asking.AboutAsync(name, asking.ChoicesAsync, ct) : default;
        return await ShowAsync(http, new InstancePageView(line) { Choices = choices.Answer, ChoicesTrouble = choices.Trouble });
    }
}

internal sealed record InstancesView(IReadOnlyList<InstanceLine> Instances);

/// <param name="State">How it is; null when it cannot be used.</param>
internal sealed record InstanceLine(MemberView Member, InstanceView? State);

internal sealed record InstancePageView(InstanceLine Line)
{
    /// <summary>Root folders and the like, as the app has them.</summary>
    public InstanceChoices? Choices { get; init; }
    public string? ChoicesTrouble { get; init; }

    /// <summary>What the doctor found, when he was asked.</summary>
    public DiagnosisView? Diagnosis { get; init; }
    public string? Path { get; init; }

    /// <summary>Why he could not look.</summary>
    public string? Wrong { get; init; }
}
