using Couriarr.Dashboard.Anew;
using Couriarr.Dashboard.Frame;
using Couriarr.Features.Configuration;
using Couriarr.Features.Members;
using Couriarr.Saving;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Members;

/// <summary>Other words for a message: tried as a channel would be sent them, saved for all channels, or the built-in ones again.</summary>
internal static class MessageActs
{
    public static void MapMessageActs(this IEndpointRouteBuilder app)
    {
        app.MapPage("/ui/members/channels/{name}/words", (string name, HttpContext http) => Pages.GoTo(http, AddressOf(name)));
        app.MapAct("/ui/members/channels/{name}/words", "Change the words of a message", ChangeAsync);
    }

    private static string AddressOf(string name) => MemberPages.AddressOf("channels", name);

    private static async Task<IResult> ChangeAsync(
        string name,
        HttpContext http,
        MemberDesk desk,
        Previews previews,
        SavedDesk saved,
        CancellationToken ct
    )
    {
        var sent = await http.Request.ReadFormAsync(ct);
        if (
            await desk.FindAsync("channels", name, ct) is not { } entry
            || MemberPages.KindOf(desk, "channels", entry.Row.Service) is not { } kind
        )
            return await Pages.NotFoundAsync(http, Say("members.gone", name));
        var preview = await previews.OfAsync(name, sent["message"], TypedWords.Of(sent), ct);
        if (preview is null)
            return Pages.Back(http, sent, Say("members.no_preview", name), isBad: true);
        var form = MemberForm.Of(kind, entry) with { Preview = preview };
        return sent["act"].ToString() switch
        {
            "reset" => await SaveAsync(http, form, saved, previews.With(preview.Chosen, words: null), "members.words_reset"),
            "save" when preview.Mistakes.Count == 0 => await SaveAsync(
                http,
                form,
                saved,
                previews.With(preview.Chosen, preview.Words),
                "members.words_saved"
            ),
            _ => await ShowAsync(http, form),
        };
    }

    private static async Task<IResult> SaveAsync(HttpContext http, MemberForm form, SavedDesk saved, Mapping messages, string deed)
    {
        var preview = form.Preview!;
        var draft = saved.Draft(("messages", messages));
        if (draft.Errors.Count > 0)
            return await ShowAsync(
                http,
                form with
                {
                    Preview = preview with { Mistakes = [.. draft.Errors.Select(one => one.ToString())] },
                }
            );
        var back = $"{AddressOf(form.Name)}?message={Uri.EscapeDataString(preview.Chosen)}";
        return await AnewPages.SaveAsync(http, draft, back, Say(deed, preview.Chosen));
    }

    private static Task<IResult> ShowAsync(HttpContext http, MemberForm form) =>
        MemberPages.ShowAsync(
            http,
            form,
            form.Preview is { Mistakes.Count: > 0 } ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK
        );
}
