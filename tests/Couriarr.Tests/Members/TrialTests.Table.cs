namespace Couriarr.Tests.Members;

public sealed partial class TrialTests
{
    public static TheoryData<string, string, string, string, string> Greetings =>
        new()
        {
            {
                "radarr",
                "/api/v3/system/status x-api-key=RIGHT",
                """{"appName":"Radarr","version":"6.0.4"}""",
                """{"api_key":"RIGHT"}""",
                "ok"
            },
            { "radarr", "/api/v3/system/status", """{"appName":"Sonarr","version":"4.0"}""", """{"api_key":"RIGHT"}""", "wrong_app" },
            { "radarr", "/ping", """{"status":"OK"}""", "{}", "ok" },
            {
                "sonarr",
                "/api/v3/system/status x-api-key=RIGHT",
                """{"appName":"Sonarr","version":"4.0"}""",
                """{"api_key":"WRONG"}""",
                "unauthorized"
            },
            {
                "lidarr",
                "/api/v1/system/status x-api-key=RIGHT",
                """{"appName":"Lidarr","version":"2.0"}""",
                """{"api_key":"RIGHT"}""",
                "ok"
            },
            { "readarr", "/api/v3/system/status", "{}", """{"api_key":"RIGHT"}""", "not_found" },
            { "plex", "/identity|/library/sections x-plex-token=RIGHT", Plex, """{"token":"RIGHT"}""", "ok" },
            { "plex", "/identity|/library/sections x-plex-token=RIGHT", Plex, """{"token":"WRONG"}""", "unauthorized" },
            { "plex", "/identity", "<html>hello</html>", """{"token":"RIGHT"}""", "wrong_app" },
            {
                "jellyfin",
                "/System/Info authorization=MediaBrowser Token=\"RIGHT\"",
                """{"ProductName":"Jellyfin Server","Version":"12.0"}""",
                """{"api_key":"RIGHT"}""",
                "ok"
            },
            {
                "emby",
                "/System/Info x-emby-token=RIGHT",
                """{"ServerName":"den","Version":"4.9"}""",
                """{"api_key":"WRONG"}""",
                "unauthorized"
            },
            {
                "kodi",
                "/jsonrpc authorization=Basic a29kaTpSSUdIVA==",
                """{"id":1,"jsonrpc":"2.0","result":"pong"}""",
                """{"username":"kodi","password":"RIGHT"}""",
                "ok"
            },
            { "kodi", "/jsonrpc", """{"error":{"code":-32601}}""", "{}", "wrong_app" },
            {
                "telegram",
                "/botRIGHT/getMe|/botRIGHT/getChat",
                """{"ok":true,"result":{"username":"me_bot","type":"group"}}""",
                """{"bot_token":"RIGHT","chat_id":"-7"}""",
                "ok"
            },
            { "telegram", "/botRIGHT/getMe|/botRIGHT/getChat", "{}", """{"bot_token":"WRONG","chat_id":"-7"}""", "unauthorized" },
            { "pushover", "/1/users/validate.json", """{"status":1}""", """{"user_key":"u","api_token":"t"}""", "ok" },
            { "ntfy", "/v1/health", """{"healthy":true}""", """{"topic":"t"}""", "ok" },
            { "gotify", "/version", """{"version":"2.6"}""", """{"token":"t"}""", "ok" },
            {
                "matrix",
                "/_matrix/client/v3/account/whoami authorization=Bearer RIGHT",
                """{"user_id":"@me:lan"}""",
                """{"access_token":"RIGHT","room_id":"!r:lan"}""",
                "ok"
            },
            { "apprise", "/status", "OK", "{}", "ok" },
            { "webhook", "/", "", "{}", "ok" },
        };

    private const string Plex = """{"MediaContainer":{"version":"1.41","machineIdentifier":"abc","size":3}}""";
}
