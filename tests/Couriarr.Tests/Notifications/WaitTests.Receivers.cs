using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;

namespace Couriarr.Tests.Notifications;

public sealed partial class WaitTests
{
    private static object At(string kind, Uri address) =>
        kind switch
        {
            "telegram" => new TelegramOptions
            {
                ApiUrl = address,
                BotToken = new Secret("1:s3cret"),
                ChatId = "1",
            },
            "discord" => new DiscordOptions { WebhookUrl = new Secret($"{address}api/webhooks/1/s3cret") },
            "pushover" => new PushoverOptions
            {
                ApiUrl = address,
                ApiToken = new Secret("s3cret"),
                UserKey = new Secret("s3cret"),
            },
            "ntfy" => new NtfyOptions
            {
                Url = address,
                Topic = "home",
                Token = new Secret("s3cret"),
            },
            "gotify" => new GotifyOptions { Url = address, Token = new Secret("s3cret") },
            "slack" => new SlackOptions { WebhookUrl = new Secret($"{address}services/s3cret") },
            "matrix" => new MatrixOptions
            {
                Url = address,
                AccessToken = new Secret("s3cret"),
                RoomId = "!r:x",
            },
            "apprise" => new AppriseOptions { Url = address, Key = new Secret("s3cret") },
            "email" => new EmailOptions
            {
                Host = address.Host,
                Port = address.Port,
                From = "a@b",
                To = ["c@d"],
            },
            _ => new WebhookOptions { Url = new Secret($"{address}s3cret") },
        };
}
