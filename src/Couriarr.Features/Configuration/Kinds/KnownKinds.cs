using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration.Kinds;

/// <summary>Every kind of member. A room that brings its own kinds lists them itself, and they go from here.</summary>
public static class KnownKinds
{
    public static MemberKinds All => new MemberKinds().AddInstances().AddPlayers().AddChannels();

    private static MemberKinds AddInstances(this MemberKinds kinds) =>
        kinds
            .Add<InstanceTerms, ArrOptions>(
                "radarr",
                "Movies.",
                new("radarr", "RADARR"),
                new("radarr-hd", "RADARR_HD"),
                new("radarr-4k", "RADARR_4K")
            )
            .Add<InstanceTerms, ArrOptions>("sonarr", "Series.", new("sonarr-hd", "SONARR_HD"), new Preset("sonarr-4k", "SONARR_4K"))
            .Add<InstanceTerms, ArrOptions>("lidarr", "Music.", new Preset("lidarr", "LIDARR"))
            .Add<InstanceTerms, ArrOptions>("readarr", "Books.", new Preset("readarr", "READARR"));

    private static MemberKinds AddPlayers(this MemberKinds kinds) =>
        kinds
            .Add<PlayerTerms, PlexOptions>("plex", "A Plex Media Server.", new Preset("plex", "PLEX"))
            .Add<PlayerTerms, EmbyOptions>("jellyfin", "A Jellyfin server.", new Preset("jellyfin", "JELLYFIN"))
            .Add<PlayerTerms, EmbyOptions>("emby", "An Emby server.", new Preset("emby", "EMBY"))
            .Add<PlayerTerms, KodiOptions>("kodi", "A Kodi, asked by JSON-RPC.", new Preset("kodi", "KODI"));

    private static MemberKinds AddChannels(this MemberKinds kinds) =>
        kinds
            .Add<ChannelTerms, TelegramOptions>("telegram", "A Telegram bot.", new Preset("telegram", "TELEGRAM"))
            .Add<ChannelTerms, DiscordOptions>("discord", "A Discord channel.", new Preset("discord", "DISCORD", ("role", "backup")))
            .Add<ChannelTerms, PushoverOptions>("pushover", "Pushover.", new Preset("pushover", "PUSHOVER"))
            .Add<ChannelTerms, EmailOptions>("email", "Mail.", new Preset("email", "EMAIL"))
            .Add<ChannelTerms, NtfyOptions>("ntfy", "ntfy, public or your own.", new Preset("ntfy", "NTFY"))
            .Add<ChannelTerms, GotifyOptions>("gotify", "Your own Gotify.", new Preset("gotify", "GOTIFY"))
            .Add<ChannelTerms, SlackOptions>("slack", "A Slack channel.", new Preset("slack", "SLACK"))
            .Add<ChannelTerms, MatrixOptions>("matrix", "A Matrix room.", new Preset("matrix", "MATRIX"))
            .Add<ChannelTerms, AppriseOptions>("apprise", "An Apprise API, for everything else.", new Preset("apprise", "APPRISE"))
            .Add<ChannelTerms, WebhookOptions>("webhook", "Your own receiver.")
            .Add<ChannelTerms, CommandOptions>("command", "A program on this machine.");
}
