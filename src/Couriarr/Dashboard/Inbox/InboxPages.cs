using System.Text.Json;
using Couriarr.Dashboard.Frame;
using Couriarr.Doors;
using Couriarr.Features.Arr;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Intake;
using Couriarr.Features.Members;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Inbox;

/// <summary>What the apps told: to look through, and to do once more.</summary>
internal static class InboxPages
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void MapInboxPages(this IEndpointRouteBuilder app)
    {
        app.MapPage("/ui/inbox", ListAsync);
        app.MapPage("/ui/inbox/rejected", ShowRejectedAsync);
        app.MapPage("/ui/inbox/{id:long}", ShowAsync);
        app.MapAct("/ui/inbox/{id:long}/replay", "Do a webhook once more", ReplayAsync);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        InboxTable inbox,
        Rejections rejections,
        MemberBook members,
        CancellationToken ct
    )
    {
        var filter = InboxFilter.Of(http.Request);
        var instances = (await members.AllAsync<InstanceTerms>(ct)).Select(member => member.Name).Order(StringComparer.Ordinal);
        var view = filter.With(await inbox.ListAsync(filter.Query, ct), [.. instances], rejections.Last.Count);
        return await Pages.ShowAsync<InboxPage, InboxView>(http, Say("inbox.title"), view);
    }

    private static Task<IResult> ShowRejectedAsync(HttpContext http, Rejections rejections) =>
        Pages.ShowAsync<RejectedPage, RejectedView>(http, Say("inbox.rejected"), new RejectedView(rejections.Last));

    private static async Task<IResult> ShowAsync(long id, HttpContext http, InboxTable inbox, CancellationToken ct) =>
        await inbox.FindAsync(id, ct) is { } entry
            ? await Pages.ShowAsync<EntryPage, EntryView>(http, Say("inbox.entry", id, entry.EventType), new(entry, Pretty(entry.Payload)))
            : await Pages.NotFoundAsync(http, Say("inbox.gone", id));

    private static async Task<IResult> ReplayAsync(long id, HttpContext http, InboxTable table, IInbox inbox, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await table.FindAsync(id, ct) is not { } entry)
            return Pages.Back(http, form, Say("inbox.gone", id), isBad: true);
        var receipt = await Replay.OfAsync(entry, inbox, ct);
        return receipt.Id is { } anew
            ? Pages.Back(http, form, Say("inbox.replayed", id, anew))
            : Pages.Back(http, form, receipt.Why ?? Say("inbox.refused"), isBad: true);
    }

    private static string Pretty(string payload) => JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(payload), Readable);
}
