using System.Collections.Frozen;

namespace Couriarr.Features.Outside;

public enum Reach
{
    /// <summary>Servers of the owner: Radarr, Plex, an own bot server. Private addresses are allowed.</summary>
    Home,

    /// <summary>Public services. They have no business with private addresses.</summary>
    World,
}

/// <summary>Whose an address is. The services that we bring along are the world's; what the owner set away from them is his own.</summary>
public static class Reaches
{
    private static readonly FrozenSet<string> Public = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "api.telegram.org",
        "discord.com",
        "discordapp.com",
        "canary.discord.com",
        "ptb.discord.com",
        "api.pushover.net",
        "hooks.slack.com",
        "ntfy.sh",
        "api.tvmaze.com",
        "static.tvmaze.com",
        "api.themoviedb.org",
        "image.tmdb.org",
        "webservice.fanart.tv",
        "assets.fanart.tv",
        "api4.thetvdb.com",
        "artworks.thetvdb.com"
    );

    public static Reach Of(Uri address) => Of(address.IdnHost);

    public static Reach Of(string host) => Public.Contains(host) ? Reach.World : Reach.Home;
}
