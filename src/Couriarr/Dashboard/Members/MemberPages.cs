using Couriarr.Dashboard.Frame;
using Couriarr.Doors;
using Couriarr.Features.Members;
using Couriarr.Features.Members.Handshakes;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Members;

/// <summary>The forms of players, channels and instances, drawn from what their kinds say of themselves.</summary>
internal static class MemberPages
{
    public static void MapMemberPages(this IEndpointRouteBuilder app)
    {
        app.MapPage("/ui/add/{family}", ShowNewAsync);
        app.MapPage("/ui/members/{family}/{name}", ShowOneAsync);
        app.MapAct("/ui/add/{family}", "Add a member", MemberSaving.AddAsync);
        app.MapAct("/ui/members/{family}/{name}", "Change a member", MemberSaving.ChangeAsync);
        app.MapAct(
            "/ui/members/{family}/{name}/enable",
            "Enable a member",
            (string family, string name, HttpContext http, MemberDesk desk, CancellationToken ct) =>
                SwitchAsync(http, family, name, enabled: true, desk, ct)
        );
        app.MapAct(
            "/ui/members/{family}/{name}/disable",
            "Disable a member",
            (string family, string name, HttpContext http, MemberDesk desk, CancellationToken ct) =>
                SwitchAsync(http, family, name, enabled: false, desk, ct)
        );
        app.MapAct("/ui/members/{family}/{name}/remove", "Remove a member", RemoveAsync);
        app.MapAct("/ui/members/{family}/{name}/test", "Try a member", TryAsync);
        app.MapMessageActs();
    }

    public static string AddressOf(string family, string name) => $"/ui/members/{family}/{Uri.EscapeDataString(name)}";

    /// <summary>The page that lists a family.</summary>
    public static string HomeOf(string family) => family == "instances" ? "/ui/instances" : "/ui/receivers";

    public static KindView? KindOf(MemberDesk desk, string family, string? kind) =>
        KindView.All(desk.Families).FirstOrDefault(view => view.Family == family && view.Kind == kind);

    public static Task<IResult> ShowAsync(HttpContext http, MemberForm form, int? status = null)
    {
        var families = http.RequestServices.GetRequiredService<MemberDesk>().Families;
        var terms = families.Single(family => family.Key == form.Family).Terms.Slots.Select(slot => slot.Shape.Key);
        var kind = SayOr($"members.kind_{form.Kind.Kind}", form.Kind.Kind);
        return Pages.ShowAsync<MemberFormPage, MemberForm>(
            http,
            form.IsNew ? Say("members.add_title", kind) : Say("members.edit_title", kind, form.Name),
            form with
            {
                Terms = [.. terms],
            },
            status ?? (form is { IsWrong: true, IsTried: false } ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK)
        );
    }

    private static async Task<IResult> ShowNewAsync(
        string family,
        HttpContext http,
        MemberDesk desk,
        string? kind = null,
        string? back = null
    )
    {
        if (KindOf(desk, family, kind) is { } chosen)
            return await ShowAsync(http, MemberForm.Blank(chosen) with { Back = back ?? "" });
        var kinds = KindView.All(desk.Families).Where(view => view.Family == family).ToList();
        return kinds.Count == 0
            ? await Pages.NotFoundAsync(http, Say("members.no_family", family))
            : await Pages.ShowAsync<KindsPage, KindsView>(http, Say($"members.choose_{family}"), new KindsView(family, kinds));
    }

    private static async Task<IResult> ShowOneAsync(
        string family,
        string name,
        HttpContext http,
        MemberDesk desk,
        Previews previews,
        CancellationToken ct,
        string? message = null,
        string? back = null
    )
    {
        if (await desk.FindAsync(family, name, ct) is not { } entry || KindOf(desk, family, entry.Row.Service) is not { } kind)
            return await Pages.NotFoundAsync(http, Say("members.gone", name));
        var form = MemberForm.Of(kind, entry) with
        {
            Wrong = entry.Trouble,
            Back = back ?? "",
            Preview = family == "channels" ? await previews.OfAsync(name, message, typed: null, ct) : null,
        };
        return await ShowAsync(http, form, StatusCodes.Status200OK);
    }

    private static async Task<IResult> SwitchAsync(
        HttpContext http,
        string family,
        string name,
        bool enabled,
        MemberDesk desk,
        CancellationToken ct
    )
    {
        var form = await http.Request.ReadFormAsync(ct);
        return await desk.SwitchAsync(family, name, enabled, ct) switch
        {
            MemberReply.Done => Pages.Back(http, form, Say(enabled ? "members.enabled" : "members.disabled", name)),
            MemberReply.Overtaken => Pages.Back(http, form, Say("members.overtaken", name), isBad: true),
            _ => Pages.Back(http, form, Say("members.gone", name), isBad: true),
        };
    }

    private static async Task<IResult> RemoveAsync(string family, string name, HttpContext http, MemberDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        return await desk.RemoveAsync(family, name, "*", ct) switch
        {
            MemberReply.Done => Pages.Back(http, form, Say("members.removed", name)),
            MemberReply.Overtaken => Pages.Back(http, form, Say("members.overtaken", name), isBad: true),
            _ => Pages.Back(http, form, Say("members.gone", name), isBad: true),
        };
    }

    private static async Task<IResult> TryAsync(string family, string name, HttpContext http, Trials trials, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var trial = await trials.OfAsync(family, name, ct);
        var isGood = trial.Greeting is { Result: GreetingResult.Ok };
        return Pages.Back(http, form, Say("members.tried", name, trial.Greeting?.Sentence ?? trial.Why), isBad: !isGood);
    }
}
