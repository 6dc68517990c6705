using System.Text.Json.Nodes;
using Couriarr.Features.Members.Handshakes;

namespace Couriarr.Doors.Described;

/// <summary>Members as they look on a good day, for /api-docs.</summary>
internal static class MemberExamples
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static MemberView Member { get; } =
        new(
            "players",
            "den",
            "plex",
            Enabled: true,
            new JsonObject
            {
                ["url"] = "http://10.0.0.50:32400",
                ["token"] = new JsonObject { ["set"] = true, ["hint"] = "…a1b2" },
            },
            "api",
            Changed: false,
            "3-9f2c01ab",
            Noon,
            Noon.AddHours(1),
            Trouble: null
        );

    public static Overtaken Overtaken { get; } =
        new("'den' was changed meanwhile. Look at present, and send the change with its version.", Member);

    public static KindView Kind { get; } =
        new("players", "plex", "A Plex Media Server.", [new OptionView("url", "address", "single", "Its address.", Required: true)]);

    public static Greeting Greeting { get; } =
        new(GreetingResult.Ok, "Plex 'den' answers, version 1.41.0.", new Dictionary<string, string> { ["version"] = "1.41.0" });
}
