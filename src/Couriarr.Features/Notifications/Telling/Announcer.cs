using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Members;
using Couriarr.Features.Notifications.Phrasing;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Telling;

/// <summary>Has people told what happened, as long as there is any channel to tell them by.</summary>
internal sealed class Announcer(MemberBook members, MediaWords media, FoundWords found, Editor editor)
    : IReaction<MediaDelivered>,
        IReaction<TransferFailed>,
        IReaction<MountLost>,
        IReaction<MountBack>,
        IReaction<MediaNotVisible>,
        IReaction<PlayerBroken>,
        IReaction<PlayerBack>,
        IReaction<RemovalRefused>,
        IReaction<ShowAdded>,
        IReaction<ShowNeedsReview>,
        IReaction<LibrariesCompared>
{
    public Task<IEnumerable<IJob>> JobsForAsync(MediaDelivered happened, CancellationToken ct) => TellAsync(() => media.Of(happened), ct);

    public Task<IEnumerable<IJob>> JobsForAsync(TransferFailed happened, CancellationToken ct) => TellAsync(() => media.Of(happened), ct);

    public Task<IEnumerable<IJob>> JobsForAsync(MountLost happened, CancellationToken ct) =>
        TellAsync(
            () => editor.Write(happened.IsFull ? Messages.MountFull : Messages.MountLost, FactsOf(happened, ("why", happened.Why))),
            ct
        );

    public Task<IEnumerable<IJob>> JobsForAsync(MountBack happened, CancellationToken ct) =>
        TellAsync(
            () =>
                editor.Write(
                    happened.WasFull ? Messages.MountRoom : Messages.MountBack,
                    FactsOf(happened, ("away", Figures.Time(happened.Away)))
                ),
            ct
        );

    public Task<IEnumerable<IJob>> JobsForAsync(MediaNotVisible happened, CancellationToken ct) => TellAsync(() => media.Of(happened), ct);

    public Task<IEnumerable<IJob>> JobsForAsync(PlayerBroken happened, CancellationToken ct) =>
        TellAsync(() => editor.Write(Messages.PlayerBroken, FactsOf(happened.Player, ("why", happened.Why))), ct);

    public Task<IEnumerable<IJob>> JobsForAsync(PlayerBack happened, CancellationToken ct) =>
        TellAsync(() => editor.Write(Messages.PlayerBack, FactsOf(happened.Player, ("away", Figures.Time(happened.Away)))), ct);

    public Task<IEnumerable<IJob>> JobsForAsync(RemovalRefused happened, CancellationToken ct) => TellAsync(() => media.Of(happened), ct);

    public Task<IEnumerable<IJob>> JobsForAsync(ShowAdded happened, CancellationToken ct) => TellAsync(() => found.Of(happened), ct);

    public Task<IEnumerable<IJob>> JobsForAsync(ShowNeedsReview happened, CancellationToken ct) => TellAsync(() => found.Of(happened), ct);

    public Task<IEnumerable<IJob>> JobsForAsync(LibrariesCompared happened, CancellationToken ct) =>
        TellAsync(() => ComparedWords.Of(editor, happened), ct);

    private async Task<IEnumerable<IJob>> TellAsync(Func<Notice> notice, CancellationToken ct) =>
        (await members.AllAsync<ChannelTerms>(ct)).Any(channel => channel.Terms.Enabled) ? [new Tell(notice())] : [];

    private static Dictionary<string, string> FactsOf(string player, (string Name, string Value) more) =>
        new(StringComparer.Ordinal) { ["player"] = player, [more.Name] = more.Value };

    private static Dictionary<string, string> FactsOf(PlaceEvent happened, (string Name, string Value) more) =>
        new(StringComparer.Ordinal)
        {
            ["mapping"] = happened.Route,
            ["side"] = happened.Side,
            ["folder"] = happened.Folder,
            [more.Name] = more.Value,
        };
}
