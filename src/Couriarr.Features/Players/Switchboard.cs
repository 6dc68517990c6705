using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Outside;
using Couriarr.Features.Players.Kinds;

namespace Couriarr.Features.Players;

/// <summary>Connects with players, each in the way of its kind.</summary>
internal sealed class Switchboard(OutsideHttp http, TimeProvider clock)
{
    public IPlayer To(Member<PlayerTerms> member) =>
        member.Options switch
        {
            PlexOptions o => new Plex(Line(member, o.Url!, Plex.Headers(o)), o),
            EmbyOptions o when member.Kind == "jellyfin" => new MediaServer(
                Line(member, o.Url!, ("Authorization", $"MediaBrowser Token=\"{o.ApiKey!.Reveal()}\"")),
                isJellyfin: true
            ),
            EmbyOptions o => new MediaServer(Line(member, o.Url!, ("X-Emby-Token", o.ApiKey!.Reveal())), isJellyfin: false),
            _ => ToKodi(member),
        };

    public Kodi ToKodi(Member<PlayerTerms> member)
    {
        var options = (KodiOptions)member.Options;
        var basic = Convert.ToBase64String(Encoding(options));
        return options.Username is null && options.Password is null
            ? new Kodi(new KodiRpc(Line(member, options.Url!)), clock)
            : new Kodi(new KodiRpc(Line(member, options.Url!, ("Authorization", $"Basic {basic}"))), clock);
    }

    private static byte[] Encoding(KodiOptions options) =>
        System.Text.Encoding.UTF8.GetBytes($"{options.Username}:{options.Password?.Reveal()}");

    private PlayerLine Line(Member<PlayerTerms> member, Uri server, params (string, string)[] headers) =>
        new(http, Peers.Of(member.Kind, member.Name, server, member.Terms.Certificate), server, headers);
}
