using Couriarr.Dashboard.Frame;
using Couriarr.Dashboard.Setup;
using Couriarr.Features.Members;
using Couriarr.Features.Places;
using Couriarr.Saving;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Mappings;

/// <summary>Where each library lies for the apps and for us, and where its files go: to look at and to change.</summary>
internal static class MappingsPages
{
    public const string Home = "/ui/settings/mappings";
    public const string One = $"{Home}/one";

    public static void MapMappings(this IEndpointRouteBuilder app)
    {
        app.MapPage(Home, ShowAllAsync);
        app.MapPage(One, ShowOneAsync);
        app.MapPage($"{Home}/use", (HttpContext http) => Pages.GoTo(http, Home));
        app.MapAct(One, "Save a mapping", MappingActs.SaveAsync);
        app.MapAct($"{Home}/use", "Use a mapping that was proposed", MappingActs.UseAsync);
        app.MapAct($"{Home}/remove", "Remove a mapping", MappingActs.RemoveAsync);
    }

    /// <summary>Where one is changed.</summary>
    public static string AddressOf(string key) => $"{One}?key={Uri.EscapeDataString(key)}";

    public static Task<IResult> ShowAsync(HttpContext http, MappingForm form) =>
        Pages.ShowAsync<MappingPage, MappingForm>(
            http,
            Say(form.Was is null ? "mappings.add" : "mappings.change"),
            form,
            form.IsWrong ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK
        );

    /// <summary>The apps that a mapping can be for.</summary>
    public static async Task<IReadOnlyList<string>> InstancesAsync(MemberRoll roll, CancellationToken ct) =>
        [.. (await roll.ReadAnewAsync(ct)).Where(entry => entry.Family == "instances").Select(entry => entry.Name)];

    private static Task<IResult> ShowAllAsync(HttpContext http, PathMap map, MountWatch watch, SavedDesk desk)
    {
        var lines = map.All.Select(route => MappingLine.Of(route, watch));
        var view = new MappingsView([.. lines], desk.Overruling("paths"), desk.CanGoBack ? desk.LastDeed : null);
        return Pages.ShowAsync<MappingsPage, MappingsView>(http, Say("mappings.title"), view);
    }

    private static async Task<IResult> ShowOneAsync(
        HttpContext http,
        SavedDesk desk,
        MemberRoll roll,
        CancellationToken ct,
        string? key = null
    )
    {
        var form = new MappingForm(new TypedMapping("", "", "")) { Instances = await InstancesAsync(roll, ct) };
        if (key is null)
            return await ShowAsync(http, form);
        return desk.Options.Paths.Mappings.Select(TypedMapping.Of).FirstOrDefault(one => one.Key == key) is { } known
            ? await ShowAsync(http, form with { Typed = known, Was = key })
            : await Pages.NotFoundAsync(http, Say("mappings.gone", key));
    }
}

/// <param name="Overruling">Variables of the environment that say the mappings: nothing that is saved would count.</param>
/// <param name="LastDeed">What can be taken back; null when nothing can.</param>
internal sealed record MappingsView(IReadOnlyList<MappingLine> Lines, IReadOnlyList<string> Overruling, string? LastDeed);
