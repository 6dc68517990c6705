using Couriarr.Dashboard.Frame;
using Couriarr.Doors;
using Couriarr.Features.Members;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Members;

/// <summary>What the forms send: stored when it holds, else given back with what is wrong beside what was typed.</summary>
internal static class MemberSaving
{
    public static async Task<IResult> AddAsync(string family, HttpContext http, MemberDesk desk, Rehearsal rehearsal, CancellationToken ct)
    {
        var sent = await http.Request.ReadFormAsync(ct);
        if (MemberPages.KindOf(desk, family, sent["kind"]) is not { } kind)
            return await Pages.NotFoundAsync(http, Say("members.no_family", family));
        var typed = MemberForm.Blank(kind).Typed(sent);
        if (IsTrial(sent))
            return await MemberPages.ShowAsync(http, await rehearsal.OfAsync(typed, ct));
        if (await rehearsal.ObjectionAsync(typed, ct) is { } objection)
            return await MemberPages.ShowAsync(http, objection);
        return await desk.AddAsync(family, typed.Wish, ct) switch
        {
            MemberReply.Done => Done(http, Back(typed) ?? AfterAdding(family, typed.Name), Say("members.added", typed.Name)),
            MemberReply.Refused refused => await MemberPages.ShowAsync(http, typed.With(refused.Troubles)),
            _ => await MemberPages.ShowAsync(http, typed with { NameWrong = Say("members.taken", typed.Name) }),
        };
    }

    public static async Task<IResult> ChangeAsync(
        string family,
        string name,
        HttpContext http,
        MemberDesk desk,
        Rehearsal rehearsal,
        CancellationToken ct
    )
    {
        var sent = await http.Request.ReadFormAsync(ct);
        if (await desk.FindAsync(family, name, ct) is not { } entry || MemberPages.KindOf(desk, family, entry.Row.Service) is not { } kind)
            return await Pages.NotFoundAsync(http, Say("members.gone", name));
        var typed = MemberForm.Of(kind, entry).Typed(sent);
        if (IsTrial(sent))
            return await MemberPages.ShowAsync(http, await rehearsal.OfAsync(typed, ct));
        if (await rehearsal.ObjectionAsync(typed, ct) is { } objection)
            return await MemberPages.ShowAsync(http, objection);
        return await desk.ChangeAsync(family, name, typed.Wish, typed.Version, ct) switch
        {
            MemberReply.Done => Done(http, Back(typed) ?? MemberPages.HomeOf(family), Say("members.changed", name)),
            MemberReply.Refused refused => await MemberPages.ShowAsync(http, typed.With(refused.Troubles)),
            MemberReply.Overtaken { Present: var present } => await MemberPages.ShowAsync(
                http,
                typed with
                {
                    Wrong = Say("members.overtaken", name),
                    Version = present.Row.Tag,
                }
            ),
            _ => await Pages.NotFoundAsync(http, Say("members.gone", name)),
        };
    }

    private static bool IsTrial(IFormCollection sent) => sent["act"] == "try";

    private static string? Back(MemberForm typed) => typed.Back.Length > 0 ? Pages.Local(typed.Back) : null;

    // What an app needs besides is on its page.
    private static string AfterAdding(string family, string name) =>
        family == "instances" ? $"/ui/instances/{Uri.EscapeDataString(name)}" : MemberPages.HomeOf(family);

    private static IResult Done(HttpContext http, string path, string sentence)
    {
        NoteCookie.Leave(http, new Note(sentence, IsBad: false));
        return Pages.GoTo(http, path);
    }
}
