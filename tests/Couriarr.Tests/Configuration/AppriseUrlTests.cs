using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Tests.Configuration;

/// <summary>Who comes from Apprise keeps his addresses.</summary>
[Trait("family", "doors")]
public sealed class AppriseUrlTests
{
    public static TheoryData<string, string, string> Addresses =>
        new()
        {
            { "tgram://123456:AAE-x_y/-1001234", "telegram", "123456:AAE-x_y -1001234   False" },
            { "tgram://bot123456%3AAAE-x_y/-1001234:55/?silent=yes", "telegram", "123456:AAE-x_y -1001234 55  True" },
            { "discord://42/tok-en", "discord", "https://discord.com/api/webhooks/42/tok-en " },
            { "discord://Bot@42/tok-en/?thread=9", "discord", "https://discord.com/api/webhooks/42/tok-en?thread_id=9 Bot" },
            { "pover://user@token", "pushover", "user token " },
            { "pover://user@token/phone/", "pushover", "user token phone" },
            { "slack://T1/B2/secret/#channel", "slack", "https://hooks.slack.com/services/T1/B2/secret" },
            { "ntfy://my-topic", "ntfy", "https://ntfy.sh/ my-topic   " },
            { "ntfys://me:p%40ss@push.lan:8443/my-topic", "ntfy", "https://push.lan:8443/ my-topic  me p@ss" },
            { "ntfy://tk_abc@push.lan/my-topic", "ntfy", "http://push.lan/ my-topic tk_abc  " },
            { "gotify://push.lan:8080/Atoken", "gotify", "http://push.lan:8080/ Atoken" },
            { "gotifys://push.lan/sub/path/Atoken", "gotify", "https://push.lan/sub/path Atoken" },
            { "json://auto.lan:1880/hook/in?+X-Key=v", "webhook", "http://auto.lan:1880/hook/in X-Key=v" },
            { "jsons://me:pw@auto.lan/", "webhook", "https://auto.lan Authorization=Basic bWU6cHc=" },
            { "json://auto.lan/hook?method=PUT", "webhook", "http://auto.lan/hook  by Put" },
            { "apprise://apprise.lan:8000/family", "apprise", "http://apprise.lan:8000/ family " },
            { "mailto://me:p%2Fw@gmail.com", "email", "smtp.gmail.com 587 True False me@gmail.com p/w me@gmail.com me@gmail.com" },
            {
                "mailtos://me:pw@mail.lan:2525/you@x.lan/them@x.lan",
                "email",
                "mail.lan 2525 True False me pw me@mail.lan you@x.lan,them@x.lan"
            },
            {
                "mailtos://me:pw@mail.lan?mode=ssl&to=a@b,c@d&name=Home",
                "email",
                "mail.lan 465 True False me pw \"Home\" <me@mail.lan> a@b,c@d"
            },
            { "mailto://mail.lan:25/you@x.lan?from=c@x.lan", "email", "mail.lan 25 False False   c@x.lan you@x.lan" },
        };

    [Theory, MemberData(nameof(Addresses))]
    public void An_address_sets_the_options_of_its_kind(string address, string kind, string options)
    {
        using var room = new ConfigRoom().Yaml($"channels:\n  den:\n    url: '{address}'\n    events: [delivered]\n");
        var config = room.Load();
        Assert.Empty(config.Problems.Errors);
        Assert.Equal(address.Contains('#', StringComparison.Ordinal) ? 1 : 0, config.Problems.Warnings.Count());
        var den = config.Options.Channels["den"];
        Assert.Equal((kind, options), (den.Kind, Told(den.Options)));
        Assert.Equal(["delivered"], den.Terms.Events);
    }

    [Theory]
    [InlineData("tgram://s3cret/1", "channels.den.url is no whole tgram:// address. Write it like tgram://BOT_TOKEN/CHAT_ID")]
    [InlineData("tgram://s3cret/1/2", "is no whole tgram:// address")]
    [InlineData("json://auto.lan/?method=s3cret", "channels.den.method must be one of")]
    [InlineData("discord://s3cret", "Write it like discord://WEBHOOK_ID/WEBHOOK_TOKEN")]
    [InlineData("pover://s3cret", "Write it like pover://USER_KEY@API_TOKEN")]
    [InlineData("slack://s3cret/b", "is no whole slack:// address")]
    [InlineData("slack://xoxb-s3cret/#general", "the three parts of an incoming webhook")]
    [InlineData("gotify://push.lan:s3cret/x", "is no whole gotify:// address")]
    [InlineData("ntfy://", "Write it like ntfy://TOPIC")]
    [InlineData("mailto://s3cret", "Write it like mailto://USER:PASSWORD@HOST/TO")]
    [InlineData("signal://s3cret/1", "channels.den.url is of a service that is not known here. Known are tgram, discord")]
    public void What_is_wrong_is_told_and_its_secret_is_not(string address, string said)
    {
        using var room = new ConfigRoom().Yaml($"channels:\n  den:\n    url: '{address}'\n");
        var (code, _, error) = room.Run("config", "check");
        Assert.NotEqual(0, code);
        Assert.Contains("config.yaml:3:10: ", error, StringComparison.Ordinal);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_addresses_are_several_channels()
    {
        using var room = new ConfigRoom()
            .With("APPRISE_URLS", "tgram://1:a/-1,discord://1/b ntfy://topic")
            .Yaml("channels:\n  den:\n    url: ${APPRISE_URLS}\n    min_severity: warning\n");
        var channels = room.Load().Options.Channels;
        Assert.Equal([("den", "telegram"), ("den-2", "discord"), ("den-3", "ntfy")], channels.Select(c => (c.Key, c.Value.Kind)));
        Assert.All(channels.Values, channel => Assert.Equal(Severity.Warning, channel.Terms.MinSeverity));
    }

    [Fact]
    public void An_address_with_several_chats_or_topics_is_several_channels()
    {
        using var room = new ConfigRoom().Yaml(
            """
            channels:
              den: { url: "tgram://1:a/-1/-2:7/@us?silent=yes", events: [digest] }
              phones: { url: "ntfys://tk_1@push.lan/one/two" }
            """
        );
        var channels = room.Load().Options.Channels;

        Assert.Equal(["den", "den-2", "den-3", "phones", "phones-2"], channels.Keys);
        Assert.Equal(
            ["1:a -1   True", "1:a -2 7  True", "1:a @us   True", "https://push.lan/ one tk_1  ", "https://push.lan/ two tk_1  "],
            channels.Values.Select(channel => Told(channel.Options))
        );
        Assert.Equal(["digest"], channels["den-3"].Terms.Events);
    }

    [Theory]
    [InlineData("pover://user@token?priority=high&sound=bike", "priority=, sound= behind the question mark, which does nothing here")]
    [InlineData("gotify://push.lan/token?priority=10", "priority= behind the question mark")]
    [InlineData("ntfy://topic?tags=tada&format=text", "has tags= behind")]
    [InlineData("discord://1/b?ping=@all&thread=9", "has ping= behind")]
    [InlineData("jsons://auto.lan/x?:Extra=s3cret&-q=s3cret", "has something unknown behind")]
    [InlineData("mailtos://me:s3?cret@mail.lan?cc=a@b", "something unknown behind")]
    [InlineData("mailtos://me:pw@mail.lan?cc=a@b", "has cc= behind")]
    [InlineData("gotifys://push.lan/token?verify=no", "has verify= behind")]
    [InlineData("apprise://me:pw@apprise.lan/key", "something before the @, which does nothing here")]
    [InlineData("slack://bot@T1/B2/s3cret", "something before the @")]
    [InlineData("slack://T1/B2/s3cret/#films", "names a channel, which does nothing here")]
    public void What_of_an_address_does_not_come_over_is_told_and_its_secret_is_not(string address, string said)
    {
        using var room = new ConfigRoom().Yaml($"channels:\n  den:\n    url: '{address}'\n");
        var warnings = string.Join('\n', room.Load().Problems.Warnings.Concat(room.Load().Problems.Errors));
        Assert.Contains("config.yaml:3:10: channels.den.url ", warnings, StringComparison.Ordinal);
        if (!address.Contains("s3?cret", StringComparison.Ordinal))
            Assert.Contains(said, warnings, StringComparison.Ordinal);
        Assert.DoesNotContain("s3", warnings, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", warnings.Replace("secret", "", StringComparison.OrdinalIgnoreCase), StringComparison.Ordinal);
    }

    [Fact]
    public void The_variable_alone_makes_channels_where_there_is_no_Apprise()
    {
        using var room = new ConfigRoom().With("APPRISE_URLS", "tgram://1:a/-1, tgram://2:b/-2");
        Assert.Equal(["telegram", "telegram-2"], room.Load().Options.Channels.Keys);
        Assert.Empty(room.Load().Problems.Warnings);
        Assert.Equal(("-2", "APPRISE_URLS"), room.Shown("channels.telegram-2.chat_id"));
        Assert.Equal("***", room.Shown("channels.telegram.bot_token").Value);

        room.With("APPRISE_URL", "http://apprise:8000");
        var relay = Assert.Single(room.Load().Options.Channels);
        Assert.Equal(2, Assert.IsType<AppriseOptions>(relay.Value.Options).Urls.Count);
    }

    [Fact]
    public void An_apprise_yml_beside_the_configuration_is_read()
    {
        using var room = new ConfigRoom()
            .With("TOKEN", "1:a")
            .Yaml("channels:\n  telegram: { kind: ntfy, topic: t }\n")
            .File("apprise.yml", "version: 1\nurls:\n  - tgram://${TOKEN}/-1\n  - mailto://me:pw@gmail.com:\n      - tag: family\n");
        var config = room.Load();
        Assert.Equal(
            [("telegram", "ntfy"), ("telegram-2", "telegram"), ("email", "email")],
            config.Options.Channels.Select(c => (c.Key, c.Value.Kind))
        );
        Assert.Equal(("-1", "apprise.yml:3:5"), room.Shown("channels.telegram-2.chat_id"));
        Assert.Contains("apprise.yml:4:5: tags", Assert.Single(config.Problems.Warnings).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_it_is_told_by_its_line_and_without_the_secret()
    {
        using var room = new ConfigRoom().File("apprise.yml", "urls:\n  - discord://s3cret\n");
        var error = Assert.Single(room.Load().Problems.Errors).ToString();
        Assert.StartsWith("apprise.yml:2:5: this is no whole discord:// address.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_sample_of_the_page_on_channels_is_right()
    {
        var page = House.Repository.Read("docs/channels.md");
        var samples = page.Split("```yaml\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)]).ToList();
        Assert.Equal(12, samples.Count);
        foreach (var sample in samples)
        {
            using var room = new ConfigRoom().Yaml(sample);
            foreach (var name in sample.Split("${").Skip(1).Select(rest => rest[..rest.IndexOf('}', StringComparison.Ordinal)]))
                room.With(name, name is "DISCORD_WEBHOOK_URL" ? "https://discord.com/api/webhooks/1/a" : "1:a");
            Assert.Empty(room.Load().Problems.Errors);
        }
    }

    private static string Told(object options) =>
        options switch
        {
            TelegramOptions o => $"{o.BotToken!.Reveal()} {o.ChatId} {o.ThreadId}  {o.Silent}",
            DiscordOptions o => $"{o.WebhookUrl!.Reveal()} {o.Username}",
            PushoverOptions o => $"{o.UserKey!.Reveal()} {o.ApiToken!.Reveal()} {o.Device}",
            SlackOptions o => o.WebhookUrl!.Reveal(),
            NtfyOptions o => $"{o.Url} {o.Topic} {o.Token?.Reveal()} {o.Username} {o.Password?.Reveal()}",
            GotifyOptions o => $"{o.Url} {o.Token!.Reveal()}",
            WebhookOptions o => $"{o.Url!.Reveal()} {string.Join(',', o.Headers.Select(h => $"{h.Key}={h.Value.Reveal()}"))}"
                + (o.Method is WebhookMethod.Post ? "" : $" by {o.Method}"),
            AppriseOptions o => $"{o.Url} {o.Key?.Reveal()} {o.Tag}",
            EmailOptions o =>
                $"{o.Host} {o.Port} {o.Starttls} {o.ImplicitTls} {o.Username} {o.Password?.Reveal()} {o.From} {string.Join(',', o.To)}",
            _ => "",
        };
}
