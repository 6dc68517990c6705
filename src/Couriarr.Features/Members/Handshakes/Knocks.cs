using Couriarr.Features.Configuration.Kinds;

namespace Couriarr.Features.Members.Handshakes;

/// <summary>By which questions each kind is recognised, and its key or password tried. Nothing is changed or sent to people by them.</summary>
internal static class Knocks
{
    /// <summary>None for kinds that can only be tried by a message.</summary>
    public static IReadOnlyList<Knock> For(string kind, object options) =>
        (kind, options) switch
        {
            ("radarr", ArrOptions o) => [Arr(o, "v3", "Radarr")],
            ("sonarr", ArrOptions o) => [Arr(o, "v3", "Sonarr")],
            ("lidarr", ArrOptions o) => [Arr(o, "v1", "Lidarr")],
            ("readarr", ArrOptions o) => [Arr(o, "v1", "Readarr")],
            (_, PlexOptions o) => Plex(o),
            ("jellyfin", EmbyOptions o) => [Jellyfin(o)],
            ("emby", EmbyOptions o) => [Emby(o)],
            (_, KodiOptions o) => [Kodi(o)],
            (_, TelegramOptions o) => Telegram(o),
            (_, DiscordOptions o) =>
            [
                new Knock(new Uri(o.WebhookUrl!.Reveal()), Knock.Fields(("channel", "channel_id"), ("name", "name"))),
            ],
            (_, PushoverOptions o) => [Pushover(o)],
            (_, NtfyOptions o) => [Ntfy(o)],
            (_, GotifyOptions o) => [Gotify(o)],
            (_, MatrixOptions o) => [Matrix(o)],
            (_, AppriseOptions o) => [Apprise(o)],
            _ => [],
        };

    private static Knock Arr(ArrOptions o, string api, string app) =>
        o.ApiKey is { } key
            ? new Knock(
                Knock.At(o.Url!, $"/api/{api}/system/status"),
                Only("app", app, Knock.Fields(("app", "appName"), ("version", "version")))
            )
            {
                Header = ("X-Api-Key", key.Reveal()),
            }
            : new Knock(Knock.At(o.Url!, "/ping"), Only("status", "OK", Knock.Fields(("status", "status"))))
            {
                Caveat = "Without an api_key it cannot be said which app it is.",
            };

    private static Knock[] Plex(PlexOptions o) =>
        [
            new(
                Knock.At(o.Url!, "/identity"),
                Knock.Fields(("version", "MediaContainer.version"), ("machine", "MediaContainer.machineIdentifier"))
            ),
            new(Knock.At(o.Url!, "/library/sections"), Knock.Fields(("libraries", "MediaContainer.size")))
            {
                Header = ("X-Plex-Token", o.Token!.Reveal()),
            },
        ];

    private static Knock Jellyfin(EmbyOptions o) =>
        new(
            Knock.At(o.Url!, "/System/Info"),
            Only("product", "Jellyfin Server", Knock.Fields(("product", "ProductName"), ("version", "Version")))
        )
        {
            Header = ("Authorization", $"MediaBrowser Token=\"{o.ApiKey!.Reveal()}\""),
        };

    private static Knock Emby(EmbyOptions o) =>
        new(Knock.At(o.Url!, "/System/Info"), Knock.Fields(("server", "ServerName"), ("version", "Version")))
        {
            Header = ("X-Emby-Token", o.ApiKey!.Reveal()),
        };

    private static Knock Kodi(KodiOptions o) =>
        new(Knock.At(o.Url!, "/jsonrpc"), Only("result", "pong", Knock.Fields(("result", "result"))))
        {
            Json = """{"jsonrpc":"2.0","id":1,"method":"JSONRPC.Ping"}""",
            Header = o.Username is null && o.Password is null ? null : ("Authorization", Knock.Basic(o.Username, o.Password?.Reveal())),
        };

    private static Knock[] Telegram(TelegramOptions o)
    {
        var bot = $"/bot{o.BotToken!.Reveal()}";
        return
        [
            new(Knock.At(o.ApiUrl, $"{bot}/getMe"), Knock.Fields(("ok", "ok"), ("bot", "result.username")))
            {
                // A token of the wrong form is no known path there.
                Means = new Dictionary<int, GreetingResult> { [404] = GreetingResult.Unauthorized },
            },
            new(Knock.At(o.ApiUrl, $"{bot}/getChat?chat_id={Uri.EscapeDataString(o.ChatId!)}"), Knock.Fields(("chat", "result.type")))
            {
                Means = new Dictionary<int, GreetingResult> { [400] = GreetingResult.NotFound },
            },
        ];
    }

    private static Knock Pushover(PushoverOptions o) =>
        new(Knock.At(o.ApiUrl, "/1/users/validate.json"), Only("status", "1", Knock.Fields(("status", "status"))))
        {
            Form = new Dictionary<string, string> { ["token"] = o.ApiToken!.Reveal(), ["user"] = o.UserKey!.Reveal() },
            Means = new Dictionary<int, GreetingResult> { [400] = GreetingResult.Unauthorized },
        };

    private static Knock Ntfy(NtfyOptions o) =>
        new(Knock.At(o.Url, "/v1/health"), Knock.Fields(("healthy", "healthy")))
        {
            Caveat = "Whether it may write to its topic only a message can show.",
        };

    private static Knock Gotify(GotifyOptions o) =>
        new(Knock.At(o.Url!, "/version"), Knock.Fields(("version", "version")))
        {
            Caveat = "An application's token can only send: whether it is right a message will show.",
        };

    private static Knock Matrix(MatrixOptions o) =>
        new(Knock.At(o.Url!, "/_matrix/client/v3/account/whoami"), Knock.Fields(("user", "user_id")))
        {
            Header = ("Authorization", $"Bearer {o.AccessToken!.Reveal()}"),
        };

    private static Knock Apprise(AppriseOptions o) =>
        new(Knock.At(o.Url!, "/status"), text => text.Trim() == "OK" || text.Contains("\"OK\"", StringComparison.Ordinal) ? [] : null)
        {
            Caveat = "Whether its own receivers are right only a message can show.",
        };

    private static Func<string, Dictionary<string, string>?> Only(
        string name,
        string wanted,
        Func<string, Dictionary<string, string>?> reads
    ) => text => reads(text) is { } found && found[name].Equals(wanted, StringComparison.OrdinalIgnoreCase) ? found : null;
}
