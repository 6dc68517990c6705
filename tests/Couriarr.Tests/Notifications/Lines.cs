using System.Text.Json.Nodes;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Neighbours.Receivers;

namespace Couriarr.Tests.Notifications;

/// <summary>A receiver of some kind with the options that lead to it.</summary>
internal sealed class Line(object options, Func<Task<Seen>> see, params IAsyncDisposable[] receivers) : IAsyncDisposable
{
    public static TheoryData<string> Kinds =>
        ["telegram", "discord", "pushover", "email", "apprise", "ntfy", "gotify", "slack", "matrix", "webhook", "command"];

    public object Options => options;
    public string? Certificate { get; private init; }

    public Task<Seen> SeeAsync() => see();

    public static async Task<Line> OpenAsync(string kind) =>
        kind switch
        {
            "telegram" => Of(await FakeReceiver.StartAsync<FakeTelegram>(), To),
            "discord" => Of(await FakeReceiver.StartAsync<FakeDiscord>(), d => new DiscordOptions { WebhookUrl = Hidden(d.Webhook) }),
            "pushover" => Of(await FakeReceiver.StartAsync<FakePushover>(), To),
            "apprise" => Of(
                await FakeReceiver.StartAsync<FakeApprise>(),
                a => new AppriseOptions
                {
                    Url = a.Address,
                    Key = new Secret(a.Key),
                    Tag = a.Tag,
                }
            ),
            "ntfy" => Of(await FakeReceiver.StartAsync<FakeNtfy>(), n => new NtfyOptions { Url = n.Address, Topic = "home" }),
            "gotify" => Of(
                await FakeReceiver.StartAsync<FakeGotify>(),
                g => new GotifyOptions { Url = g.Server, Token = new Secret(g.Token) }
            ),
            "slack" => Of(await FakeReceiver.StartAsync<FakeSlack>(), s => new SlackOptions { WebhookUrl = Hidden(s.Webhook) }),
            "matrix" => Of(await FakeReceiver.StartAsync<FakeMatrix>(), To),
            "webhook" => Of(await FakeReceiver.StartAsync<HookReceiver>(), w => new WebhookOptions { Url = Hidden(w.Address) }),
            "email" => await MailAsync(),
            _ => Program(),
        };

    public static TelegramOptions To(FakeTelegram telegram) =>
        new()
        {
            ApiUrl = telegram.Address,
            BotToken = new Secret(telegram.Token),
            ChatId = telegram.Chat,
        };

    public static PushoverOptions To(FakePushover pushover) =>
        new()
        {
            ApiUrl = pushover.Address,
            ApiToken = new Secret(pushover.Token),
            UserKey = new Secret(pushover.User),
        };

    public static MatrixOptions To(FakeMatrix matrix) =>
        new()
        {
            Url = matrix.Address,
            AccessToken = new Secret(matrix.Token),
            RoomId = matrix.Room,
        };

    public static EmailOptions To(MailServer server, params string[] to) =>
        new()
        {
            Host = "127.0.0.1",
            Port = server.Port,
            Username = server.User,
            Password = server.Password is { } password ? new Secret(password) : null,
            From = "Couriarr <couriarr@home.lan>",
            To = to.Length > 0 ? to : ["you@home.lan"],
        };

    public async ValueTask DisposeAsync()
    {
        foreach (var receiver in receivers)
            await receiver.DisposeAsync();
    }

    private static Line Of<T>(T receiver, Func<T, object> options)
        where T : FakeReceiver => new(options(receiver), () => Task.FromResult(Assert.Single(receiver.Seen)), receiver);

    private static async Task<Line> MailAsync()
    {
        Assert.SkipUnless(MailServer.IsThere, "python3-aiosmtpd is not installed");
        var server = await new MailServer().StartAsync();
        return new Line(To(server), SeenAsync, server) { Certificate = server.Fingerprint };

        async Task<Seen> SeenAsync()
        {
            var mail = await server.MailAsync(TestContext.Current.CancellationToken);
            return new Seen(mail["subject"]!.GetValue<string>(), mail["plain"]!.GetValue<string>(), mail);
        }
    }

    private static Line Program()
    {
        var hook = new Hook("cat > \"$1\"");
        return new Line(hook.Options, SeenAsync, hook);

        Task<Seen> SeenAsync()
        {
            var json = (JsonObject)JsonNode.Parse(hook.Left())!;
            return Task.FromResult(new Seen(json["title"]!.GetValue<string>(), json["message"]!.GetValue<string>(), json));
        }
    }

    private static Secret Hidden(Uri address) => new(address.ToString());
}
