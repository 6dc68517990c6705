using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Features.Notifications.Sending;
using Couriarr.Features.Outside;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours.Receivers;
using Microsoft.Extensions.DependencyInjection;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
public sealed class TooOftenTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F02_a_receiver_that_says_too_often_again_and_again_is_waited_for_and_never_called_broken()
    {
        await using var receiver = await FakeReceiver.StartAsync<HookReceiver>();
        receiver.Always = FakeReceiver.TooOften("{}", "600");
        await using var host = await StartAsync(
            [
                Channel("main", options: new WebhookOptions { Url = new(receiver.Address.AbsoluteUri) }),
                Channel("other", Backup, "discord", new DiscordOptions { WebhookUrl = new("http://127.0.0.1:9/") }),
            ],
            more: services =>
            {
                services.Configure<JobsOptions>(jobs => jobs.BreakAfter = 2);
                services.AddSingleton<IChannel>(s => new WebhookChannel(s.GetRequiredService<Post>()));
            }
        );

        await host.HappenAsync(Told.Movie("Dune", 2021));
        for (var times = 1; times <= 5; times++)
        {
            await UntilAsync(async () => receiver.Calls == times && await WaitsAsync(host));
            host.Clock.Forward(TimeSpan.FromMinutes(11));
        }
        await UntilAsync(async () => receiver.Calls == 6 && await WaitsAsync(host));
        await host.Get<ReceiverWatch>().LookAsync(Ct);

        Assert.Empty(await host.AskAsync("SELECT name FROM job_gates"));
        Assert.Empty(await host.Get<Receivers>().BrokenAsync(Ct));
        Assert.Empty(host.Mailbox.Of("other"));
        var job = Assert.Single(await host.Get<IJobReader>().ListAsync(new JobQuery(Kind: "notify-webhook"), Ct));
        Assert.Equal((JobState.Scheduled, 0), (job.State, job.RetryCount));

        receiver.Always = null;
        host.Clock.Forward(TimeSpan.FromMinutes(11));
        await UntilAsync(() => Task.FromResult(!receiver.Seen.IsEmpty));
    }

    [Fact]
    public async Task F02_a_test_does_not_make_one_that_named_a_time_be_asked_before_it()
    {
        await using var receiver = await FakeReceiver.StartAsync<HookReceiver>();
        receiver.Always = FakeReceiver.TooOften("{}", "600");
        await using var host = await StartAsync(
            [Channel("main", options: new WebhookOptions { Url = new(receiver.Address.AbsoluteUri) })],
            more: services => services.AddSingleton<IChannel>(s => new WebhookChannel(s.GetRequiredService<Post>()))
        );
        await host.HappenAsync(Told.Movie("Dune", 2021));
        await UntilAsync(async () => receiver.Calls == 1 && await WaitsAsync(host));

        Assert.Equal(202, (await host.SendAsync(HttpMethod.Post, "/test?channel=main")).Status);
        await UntilAsync(async () =>
            (await host.AskAsync("SELECT id FROM job_queue WHERE type = 'notify-webhook' AND note LIKE 'It does not want%'")).Count == 1
        );

        Assert.Equal(1, receiver.Calls);
    }

    [Fact]
    public async Task F02_F04_nor_one_that_refused_us_and_then_named_a_time()
    {
        await using var host = await StartAsync([Channel("main")]);
        host.Mailbox.Mood("main", new BlockedException("It answered 401."));
        await host.HappenAsync(Told.Movie("Dune", 2021));
        await UntilAsync(async () => (await host.Get<Receivers>().BrokenAsync(Ct)).Count == 1 && await WaitsAsync(host));
        host.Mailbox.Mood("main", new TransientException("It answered 429.", TimeSpan.FromMinutes(10)) { IsLimit = true });
        await host.SendAsync(HttpMethod.Post, "/test?channel=main");
        await UntilAsync(async () => host.Mailbox.CallsOf("main") == 2 && await WaitsAsync(host));

        await host.SendAsync(HttpMethod.Post, "/test?channel=main");
        await host.IdleAsync();
        Assert.Equal(2, host.Mailbox.CallsOf("main"));

        host.Mailbox.Mood("main", mood: null);
        host.Clock.Forward(TimeSpan.FromMinutes(11));
        await host.UntilGotAsync("main", 3);
        await UntilAsync(async () => (await host.Get<Receivers>().BrokenAsync(Ct)).Count == 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F02_a_time_that_a_receiver_named_outlasts_that_it_works_again_and_ours_does_not(bool isNamed)
    {
        await using var host = await StartAsync([Channel("main")]);
        var receivers = host.Get<Receivers>();
        await receivers.BreakAsync("main", "It answered 401.", byGate: false, Ct);
        await receivers.RestAsync("main", TimeSpan.FromMinutes(10), isNamed, Ct);

        Assert.NotNull(await receivers.MendAsync("main", Ct));

        Assert.Empty(await receivers.BrokenAsync(Ct));
        Assert.Equal(isNamed, await receivers.RestOfAsync("main", Ct) is not null);
        Assert.Null(await receivers.MendAsync("main", Ct));
    }

    [Fact]
    public async Task F02_between_two_messages_to_Slack_is_a_second_though_it_did_not_ask_for_it()
    {
        await using var slack = await FakeReceiver.StartAsync<FakeSlack>();
        var options = new SlackOptions { WebhookUrl = new(slack.Webhook.ToString()) };
        await using var host = await StartAsync(
            [Channel("main", kind: "slack", options: options)],
            more: services => services.AddSingleton<IChannel>(s => new SlackChannel(s.GetRequiredService<Post>()))
        );

        for (var n = 1; n <= 3; n++)
            await host.HappenAsync(Told.Movie($"Movie {n}", 2001, id: n));
        await UntilAsync(async () => (await host.AskAsync("SELECT state FROM notices")) is ["sent", "sent", "sent"]);

        var sent = await host.AskAsync("SELECT CAST(sent_at AS TEXT) FROM notices ORDER BY sent_at");
        var times = sent.Select(text => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(3, slack.Seen.Count);
        Assert.All([times[1] - times[0], times[2] - times[1]], pause => Assert.InRange(pause, 1000, long.MaxValue));
    }

    private static async Task<bool> WaitsAsync(NoticeHost host) =>
        (await host.AskAsync("SELECT state FROM job_queue WHERE type = 'notify-webhook'")) is ["scheduled"];
}
