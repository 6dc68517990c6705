using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Configuration;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
public sealed class NoticesDoorTests
{
    private const string ReadOnlyKey = "a-key-that-may-only-read-0123456789";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task NOTE08_a_test_goes_to_all_channels_or_to_one(string method)
    {
        await using var host = await StartAsync([Channel("one", new() { Events = ["digest"] }), Channel("two", Backup)]);

        var all = await host.SendAsync(new HttpMethod(method), "/test");
        await host.UntilGotAsync("one", 1);
        await host.UntilGotAsync("two", 1);
        var one = await host.SendAsync(new HttpMethod(method), "/test?channel=two");
        await host.UntilGotAsync("two", 2);
        await host.IdleAsync();

        Assert.Equal((202, 202), (all.Status, one.Status));
        Assert.Equal(["one", "two"], all.Body.GetProperty("channels").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("Couriarr Test", Assert.Single(host.Mailbox.Of("one")).Title.Plain);
    }

    [Fact]
    public async Task A_test_says_when_nobody_would_hear_it()
    {
        await using var host = await StartAsync([Channel("off", new() { Enabled = false })]);

        Assert.Equal(409, (await host.SendAsync(HttpMethod.Post, "/test")).Status);
        Assert.Equal(409, (await host.SendAsync(HttpMethod.Post, "/summary/send")).Status);
        Assert.Equal(404, (await host.SendAsync(HttpMethod.Post, "/test?channel=off")).Status);
        Assert.Equal(400, (await host.SendAsync(HttpMethod.Post, "/test?chanel=off")).Status);
    }

    [Theory]
    [InlineData("/test")]
    [InlineData("/summary/send")]
    public async Task X22_a_get_does_not_act_when_the_owner_does_not_let_it(string path)
    {
        await using var host = await StartAsync([Channel("main")], o => o with { Server = new() { GetMayAct = false } });

        var (status, body) = await host.SendAsync(HttpMethod.Get, path);
        await host.IdleAsync();

        Assert.Equal(405, status);
        Assert.Contains("Use POST", body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, host.Mailbox.CallsOf("main"));
    }

    [Theory]
    [InlineData("/test")]
    [InlineData("/summary/send")]
    public async Task S10_a_get_acts_for_the_full_key_alone(string path)
    {
        await using var host = await StartAsync([Channel("main")], o => o with { Auth = new() { ReadOnlyApiKey = new(ReadOnlyKey) } });
        using var reader = new HttpClient { BaseAddress = host.Client.BaseAddress };
        reader.DefaultRequestHeaders.Add("X-Api-Key", ReadOnlyKey);

        using var stranger = new HttpClient { BaseAddress = host.Client.BaseAddress };
        var key = Assert.Single(host.Client.DefaultRequestHeaders.GetValues("X-Api-Key"));

        using var answer = await reader.GetAsync(path, Ct);
        using var found = await stranger.GetAsync($"{path}?apikey={key}", Ct);
        using var change = await reader.PostAsync(path, null, Ct);
        await host.IdleAsync();

        Assert.Equal((405, "POST"), ((int)answer.StatusCode, string.Join(',', answer.Content.Headers.Allow)));
        Assert.Equal((405, 403), ((int)found.StatusCode, (int)change.StatusCode));
        Assert.Equal(0, host.Mailbox.CallsOf("main"));
    }

    [Fact]
    public async Task What_was_told_is_listed_newest_first_and_in_the_timeline_of_its_title()
    {
        await using var host = await StartAsync([Channel("main")]);
        await host.Get<Database>()
            .WriteAsync(
                session =>
                    session.ExecuteAsync(
                        """
                        INSERT INTO sync_jobs (job_type, source_path, dest_path, title, status, created_at, batch, work, app_path)
                        VALUES ('movie', '/a', '/b', 'Dune (2021)', 'success', 0, 1, 'radarr-hd:1', '/a')
                        """
                    ),
                WriteKind.Growth,
                Ct
            );
        await host.HappenAsync(Told.Movie("Dune", 2021));
        await host.UntilGotAsync("main", 1);
        await host.SendAsync(HttpMethod.Post, "/test");
        await host.UntilGotAsync("main", 2);
        await UntilAsync(async () => (await host.AskAsync("SELECT DISTINCT state FROM notices")) is ["sent"]);

        var page = await host.GetAsync("/notices?state=sent&limit=1");
        var next = await host.GetAsync(page.GetProperty("next").GetString()!);

        Assert.Equal("test", page.GetProperty("notices")[0].GetProperty("event").GetString());
        var movie = next.GetProperty("notices")[0];
        Assert.Equal("Dune (2021)\nQuality: Bluray-1080p\nSize: 1.0 KB\nDuration: 1.0s", movie.GetProperty("text").GetString());
        Assert.Equal("radarr-hd:1", movie.GetProperty("work").GetString());
        Assert.Equal(400, (await host.SendAsync(HttpMethod.Get, "/notices?state=gone")).Status);
        var moments = (await host.GetAsync("/titles/radarr-hd:1/timeline")).GetProperty("moments").EnumerateArray().ToList();
        var message = Assert.Single(moments, moment => moment.GetProperty("what").GetString() == "message");
        Assert.Equal("Movie Synced: main was told.", message.GetProperty("sentence").GetString());
    }

    [Fact]
    public async Task A_preview_shows_the_words_in_force_and_those_that_are_tried()
    {
        await using var host = await StartAsync([], o => o with { Messages = Yaml("delivered-movie: { title: 'New: {title}' }") });

        var force = (await host.SendAsync(HttpMethod.Post, "/messages/preview", new { message = "delivered-movie" })).Body;
        var tried = (
            await host.SendAsync(HttpMethod.Post, "/messages/preview", new { message = "delivered-movie", body = "_{title}_" })
        ).Body;
        var wrong = await host.SendAsync(HttpMethod.Post, "/messages/preview", new { message = "delivered-movie", body = "{titel}" });
        var none = await host.SendAsync(HttpMethod.Post, "/messages/preview", new { message = "delivered-movi" });

        Assert.Equal("New: The *Glass* Ferry & Sons", force.GetProperty("title").GetString());
        Assert.StartsWith(
            "*The \\*Glass\\* Ferry & Sons* (2024)\nQuality",
            force.GetProperty("marked").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal("_The \\*Glass\\* Ferry & Sons_", tried.GetProperty("marked").GetString());
        Assert.Equal(400, wrong.Status);
        Assert.Contains(
            "body has no place {titel}. Did you mean title?",
            wrong.Body.GetProperty("error").GetString(),
            StringComparison.Ordinal
        );
        Assert.Contains("Did you mean delivered-movie?", none.Body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_the_configuration_are_checked_at_the_start_with_their_lines()
    {
        using var room = new ConfigRoom().Yaml(
            """
            channels:
              phone: { kind: ntfy, topic: x, events: [deliverd] }
            messages:
              delivered-movie:
                title: "{titel}"
                body: "*{title}"
              deliverd-movie: {}
              test: { text: hm }
            heartbeat: { url: uptime.lan }
            """
        );

        var said = room.Run("config", "check").Error;

        Assert.Contains("channels.phone.events: there is no event 'deliverd'. Did you mean delivered?", said, StringComparison.Ordinal);
        Assert.Contains(
            "config.yaml:5:12: messages.delivered-movie.title has no place {titel}. Did you mean title?",
            said,
            StringComparison.Ordinal
        );
        Assert.Contains("config.yaml:6:11: messages.delivered-movie.body has emphasis that is not closed", said, StringComparison.Ordinal);
        Assert.Contains("there is no message messages.deliverd-movie. Did you mean delivered-movie?", said, StringComparison.Ordinal);
        Assert.Contains("heartbeat.url must be an address that begins with http://", said, StringComparison.Ordinal);
        Assert.Contains("there is no option messages.test.text.", said, StringComparison.Ordinal);
    }

    private static Node Yaml(string text)
    {
        using var room = new ConfigRoom().Yaml($"messages: {{ {text} }}\n");
        return room.Load().Options.Messages!;
    }
}
