using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Features.Notifications.Sending;
using Couriarr.Jobs;
using Couriarr.Neighbours.Receivers;
using Microsoft.Extensions.DependencyInjection;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

/// <summary>What is told, and sent, when a receiver that was away answers again.</summary>
[Trait("family", "announce")]
public sealed class BackAgainTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F03_one_that_wants_a_pause_between_messages_is_back_once_and_told_everything_after_one_probe()
    {
        await using var slack = await FakeReceiver.StartAsync<FakeSlack>();
        await using var host = await StartAsync(
            [
                Channel("main", kind: "slack", options: new SlackOptions { WebhookUrl = new(slack.Webhook.ToString()) }),
                Channel("other", Backup, "discord", new DiscordOptions { WebhookUrl = new("http://127.0.0.1:9/") }),
            ],
            more: services =>
            {
                services.AddSingleton<IChannel>(s => new SlackChannel(s.GetRequiredService<Post>()));
                // Only the one that the test brings about.
                services.Configure<JobsOptions>(jobs => jobs.ProbeEvery = TimeSpan.FromHours(1));
            }
        );
        slack.Always = FakeReceiver.Refuses(500);
        for (var n = 1; n <= 3; n++)
            await host.HappenAsync(Told.Movie($"Movie {n}", 2001, id: n));
        await UntilAsync(async () => (await host.AskAsync("SELECT name FROM job_gates WHERE name = 'channel:main'")).Count == 1);
        await UntilAsync(async () => (await host.AskAsync("SELECT id FROM notices WHERE channel = 'main'")).Count == 3);
        await host.Get<ReceiverWatch>().LookAsync(Ct);
        await host.UntilGotAsync("other", 1);

        slack.Always = null;
        host.Clock.Forward(TimeSpan.FromHours(1));
        await UntilAsync(async () =>
        {
            await host.Get<ReceiverWatch>().LookAsync(Ct);
            return (await host.AskAsync("SELECT DISTINCT state FROM notices WHERE channel = 'main'")) is ["sent"];
        });
        await UntilAsync(async () =>
        {
            await host.Get<ReceiverWatch>().LookAsync(Ct);
            return (await host.Get<Receivers>().BrokenAsync(Ct)).Count == 0;
        });
        await UntilAsync(async () => (await host.AskAsync("SELECT DISTINCT state FROM notices WHERE channel = 'other'")) is ["sent"]);
        await host.UntilGotAsync("other", 2);

        Assert.Equal(["Movie 1 (2001)", "Movie 2 (2001)", "Movie 3 (2001)"], slack.Seen.Select(MovieOf).Order(StringComparer.Ordinal));
        Assert.Equal(["receiver-broken", "receiver-back"], host.Mailbox.EventsOf("other"));
    }

    private static string MovieOf(Seen message) =>
        message
            .All.Split('\n')
            .SingleOrDefault(line =>
                line.StartsWith("Movie ", StringComparison.Ordinal) && line.EndsWith("(2001)", StringComparison.Ordinal)
            )
        ?? message.All;
}
