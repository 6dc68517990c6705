using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;

namespace Couriarr.Tests.Dashboard;

/// <summary>Households to look at.</summary>
internal static class Glances
{
    /// <summary>Nobody listens there.</summary>
    public static Uri Nowhere { get; } = new("http://127.0.0.1:1/");

    public static CouriarrOptions OptionsOf(string source, string destination) =>
        new()
        {
            TimeZone = TimeZoneInfo.Utc,
            Paths = new PathsOptions
            {
                Mappings =
                [
                    new()
                    {
                        From = "/movies",
                        Source = source,
                        Destination = destination,
                        Type = MediaType.Movie,
                    },
                ],
            },
        };

    /// <summary>With a player and a channel that do not answer.</summary>
    public static CouriarrOptions WithReceivers { get; } =
        new()
        {
            Players = new Dictionary<string, Member<PlayerTerms>>
            {
                ["den"] = new("den", "plex", new PlayerTerms(), new PlexOptions { Url = Nowhere, Token = new Secret("0123456789abcdef") }),
            },
            Channels = new Dictionary<string, Member<ChannelTerms>>
            {
                ["family"] = new("family", "webhook", new ChannelTerms(), new WebhookOptions { Url = new Secret(Nowhere.ToString()) }),
            },
        };

    /// <summary>With a Radarr that does not answer.</summary>
    public static CouriarrOptions WithRadarr { get; } =
        new()
        {
            TimeZone = TimeZoneInfo.Utc,
            Instances = new Dictionary<string, Member<InstanceTerms>>
            {
                ["hd"] = new(
                    "hd",
                    "radarr",
                    new InstanceTerms(),
                    new ArrOptions { Url = Nowhere, ApiKey = new Secret("0123456789abcdef0123456789abcdef") }
                ),
            },
        };
}
