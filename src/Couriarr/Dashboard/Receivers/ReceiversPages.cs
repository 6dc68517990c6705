using Couriarr.Dashboard.Frame;
using Couriarr.Doors;
using Couriarr.Features.Members;
using Couriarr.Features.Notifications.Sending;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Features.Players;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Receivers;

/// <summary>Those who are told: the players, and the channels by which people hear.</summary>
internal static class ReceiversPages
{
    public static void MapReceivers(this IEndpointRouteBuilder app)
    {
        app.MapPage("/ui/receivers", ShowAsync);
        app.MapSurvey();
        app.MapAct("/ui/receivers/{channel}/message", "Send a test message", SendAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        MemberRoll roll,
        BrokenMembers health,
        ChannelHealth channels,
        PlayerHealth players,
        CancellationToken ct
    )
    {
        var broken = await health.AllAsync(ct);
        var members = (await roll.ReadAnewAsync(ct)).Select(entry => MemberView.Of(entry).With(broken)).ToLookup(member => member.Family);
        var toldPlayers = await players.LastToldAsync(ct);
        var toldChannels = await channels.LastToldAsync(members["channels"].Select(channel => channel.Name), ct);
        var view = new ReceiversView(
            [.. members["players"].Select(member => ReceiverLine.Of(member, toldPlayers))],
            [.. members["channels"].Select(member => ReceiverLine.Of(member, toldChannels))]
        );
        return await Pages.ShowAsync<ReceiversPage, ReceiversView>(http, Say("receivers.title"), view);
    }

    private static async Task<IResult> SendAsync(string channel, HttpContext http, NoticeDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (!(await desk.ChannelsAsync(ct)).Contains(channel))
            return Pages.Back(http, form, Say("receivers.not_in_use", channel), isBad: true);
        var job = await desk.TestAsync(channel, ct);
        return Pages.Back(http, form, Say("receivers.sending", job.Value, channel));
    }
}

internal sealed record ReceiversView(IReadOnlyList<ReceiverLine> Players, IReadOnlyList<ReceiverLine> Channels);

/// <param name="Told">When it was told something last.</param>
internal sealed record ReceiverLine(MemberView Member, DateTimeOffset? Told)
{
    public static ReceiverLine Of(MemberView member, IReadOnlyDictionary<string, DateTimeOffset> told) =>
        new(member, told.TryGetValue(member.Name, out var at) ? at : null);
}
