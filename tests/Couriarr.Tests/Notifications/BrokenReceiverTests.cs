using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Features.Notifications.Sending;
using Couriarr.Features.Outside;
using Couriarr.Jobs;
using Couriarr.Tests.Outside;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
public sealed class BrokenReceiverTests
{
    private static readonly PermanentException Refusal = new("It answered 401 Unauthorized.");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task F04_a_receiver_that_refuses_for_good_is_told_once_through_the_backup_and_left_alone(bool isSure, int calls)
    {
        await using var host = await StartAsync([Channel("main"), Channel("backup", Backup)]);
        host.Mailbox.Mood("main", isSure ? new BlockedException(Refusal.Message) : Refusal);

        for (var n = 1; n <= 4; n++)
            await host.HappenAsync(Told.Movie($"Movie {n}", 2001, id: n));
        await host.UntilGotAsync("backup", 1);
        await host.IdleAsync();

        Assert.Equal(calls, host.Mailbox.CallsOf("main"));
        var notice = Assert.Single(host.Mailbox.Of("backup"));
        Assert.Equal(
            "*main* takes no messages.\nIt answered 401 Unauthorized.\nWhat it should have been told waits for it.",
            Told.Marked(notice.Body)
        );
        Assert.Equal("It answered 401 Unauthorized.", (await host.GetAsync("/members/channels/main")).GetProperty("broken").GetString());
        Assert.Contains("couriarr_receivers_broken 1", await host.Client.GetStringAsync("/metrics", Ct), StringComparison.Ordinal);

        host.Clock.Forward(TimeSpan.FromMinutes(59));
        await host.HappenAsync(Told.Movie("Movie 5", 2001, id: 5));
        await host.IdleAsync();
        Assert.Equal(calls, host.Mailbox.CallsOf("main"));
    }

    [Fact]
    public async Task F04_a_test_looks_at_once_and_what_waited_is_told_when_it_works_again()
    {
        await using var host = await StartAsync([Channel("main"), Channel("backup", Backup)]);
        host.Mailbox.Mood("main", Refusal);
        await host.HappenAsync(Told.Movie("Dune", 2021));
        await host.UntilGotAsync("backup", 1);
        await host.IdleAsync();
        host.Mailbox.Mood("main", mood: null);

        Assert.Equal(202, (await host.SendAsync(HttpMethod.Post, "/test?channel=main")).Status);
        await host.UntilGotAsync("main", 2);
        await host.UntilGotAsync("backup", 2);
        await host.IdleAsync();

        Assert.Equal(["test", "delivered"], host.Mailbox.EventsOf("main"));
        Assert.Equal(["receiver-broken", "receiver-back"], host.Mailbox.EventsOf("backup"));
        Assert.Empty(await host.Get<Receivers>().BrokenAsync(Ct));
    }

    [Fact]
    public async Task F13_a_member_that_was_changed_is_asked_anew_at_once()
    {
        await using var host = await StartAsync([Channel("main"), Channel("backup", Backup)]);
        host.Mailbox.Mood("main", Refusal);
        await host.HappenAsync(Told.Movie("Dune", 2021));
        await host.UntilGotAsync("backup", 1);
        await host.IdleAsync();
        host.Mailbox.Mood("main", mood: null);
        await host.Get<MemberDesk>()
            .ChangeAsync("channels", "main", new(null, null, null, new() { ["url"] = "http://127.0.0.1:8/" }), "*", Ct);

        await host.Get<ReceiverWatch>().LookAsync(Ct);

        await host.UntilGotAsync("main", 1);
    }

    [Fact]
    public async Task A_message_that_alone_is_refused_does_not_break_the_receiver_and_people_know_of_it()
    {
        await using var host = await StartAsync([Channel("main")]);
        host.Mailbox.Mood(
            "main",
            (_, notice) => notice.Event == "delivered" ? throw new PermanentException("It is too long.") : Task.CompletedTask
        );

        await host.HappenAsync(Told.Movie("Dune", 2021));
        await host.UntilGotAsync("main", 1);
        await host.IdleAsync();

        Assert.Equal("*Movie Synced* could not be shown here.\nIt is too long.", Told.Marked(host.Mailbox.Of("main")[0].Body));
        Assert.Equal(["failed: It is too long."], await host.AskAsync("SELECT state || ': ' || note FROM notices"));
        Assert.Empty(await host.Get<Receivers>().BrokenAsync(Ct));
    }

    [Fact]
    public async Task F03_two_hours_of_503_are_told_once_and_then_one_message_brings_all_that_waited()
    {
        var isUp = false;
        var got = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var receiver = await Neighbour.StartAsync(async http =>
        {
            var text = await new StreamReader(http.Request.Body).ReadToEndAsync();
            http.Response.StatusCode = isUp ? 200 : 503;
            if (isUp)
                got.Enqueue(text);
        });
        await using var host = await StartAsync(
            [
                Channel("main", options: new WebhookOptions { Url = new(receiver.Address.AbsoluteUri) }),
                Channel("other", Backup, "discord", Discord),
            ],
            more: services => services.AddSingleton<IChannel>(s => new HttpClientOfTests(s.GetRequiredService<OutsideHttp>()))
        );

        for (var n = 1; n <= 40; n++)
            await host.HappenAsync(Told.Movie($"Movie {n}", 2001, id: n));
        await UntilAsync(async () => (await host.AskAsync("SELECT name FROM job_gates WHERE name = 'channel:main'")).Count == 1);
        await host.Get<ReceiverWatch>().LookAsync(Ct);
        await host.UntilGotAsync("other", 1);
        host.Clock.Forward(TimeSpan.FromHours(2));
        await UntilAsync(async () => (await host.AskAsync("SELECT id FROM notices WHERE channel = 'main'")).Count == 40);
        isUp = true;
        await UntilAsync(async () => (await host.AskAsync("SELECT DISTINCT state FROM notices")) is ["sent"]);
        await UntilAsync(async () =>
        {
            await host.Get<ReceiverWatch>().LookAsync(Ct);
            return host.Mailbox.Of("other").Count == 2;
        });

        Assert.InRange(got.Count, 1, 2);
        Assert.Contains(got, text => text.StartsWith("40 Messages\nSynced (40)\n", StringComparison.Ordinal));
        Assert.Equal(["receiver-broken", "receiver-back"], host.Mailbox.EventsOf("other"));
    }

    [Fact]
    public async Task F02_a_receiver_that_names_a_time_is_not_asked_before_it()
    {
        await using var host = await StartAsync([Channel("main")]);
        host.Mailbox.Mood("main", new TransientException("It answered 429.", TimeSpan.FromMinutes(10)));
        await host.HappenAsync(Told.Movie("Movie 1", 2001));
        await UntilAsync(() => Task.FromResult(host.Mailbox.CallsOf("main") == 1));
        await UntilAsync(async () => (await host.AskAsync("SELECT state FROM notices WHERE note LIKE 'It answered 429%'")) is ["waiting"]);
        host.Mailbox.Mood("main", mood: null);

        await host.HappenAsync(Told.Movie("Movie 2", 2002, id: 2));
        await UntilAsync(async () =>
            (await host.AskAsync("SELECT id FROM job_queue WHERE type = 'notify-webhook' AND note LIKE 'It does not want%'")).Count == 1
        );
        Assert.Equal(1, host.Mailbox.CallsOf("main"));
        host.Clock.Forward(TimeSpan.FromMinutes(11));

        await host.UntilGotAsync("main", 2);
    }

    [Fact]
    public async Task F07_F11_both_broken_are_told_of_once_each_seen_in_health_and_told_when_back()
    {
        await using var host = await StartAsync([Channel("main"), Channel("backup", Backup)]);
        host.Mailbox.Mood("main", Refusal);
        host.Mailbox.Mood("backup", Refusal);

        await host.HappenAsync(Told.Movie("Dune", 2021));
        await UntilAsync(async () => (await host.Get<Receivers>().BrokenAsync(Ct)).Count == 2);
        await host.IdleAsync();

        var told = await host.AskAsync("SELECT channel || ' ' || event FROM notices ORDER BY channel, id");
        Assert.Equal(["backup receiver-broken", "main delivered", "main receiver-broken"], told);
        var health = await host.GetAsync("/health");
        Assert.Equal(("degraded", true), (health.GetProperty("status").GetString(), health.GetProperty("notifications").GetBoolean()));
        Assert.Equal(
            2,
            health
                .GetProperty("problems")
                .EnumerateArray()
                .Count(p => p.GetString()!.Contains("takes no messages", StringComparison.Ordinal))
        );

        host.Mailbox.Mood("main", mood: null);
        host.Mailbox.Mood("backup", mood: null);
        host.Clock.Forward(Refusals.LookAgain + TimeSpan.FromMinutes(1));
        await UntilAsync(async () => (await host.Get<Receivers>().BrokenAsync(Ct)).Count == 0);
        await host.IdleAsync();
        await UntilAsync(async () => (await host.AskAsync("SELECT DISTINCT state FROM notices")) is ["sent"]);

        Assert.Contains("delivered", host.Mailbox.EventsOf("main"));
        Assert.Contains("receiver-broken", host.Mailbox.EventsOf("backup"));
    }

    private static DiscordOptions Discord => new() { WebhookUrl = new("http://127.0.0.1:9/") };
}
