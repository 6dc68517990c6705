using System.Security.Cryptography;
using System.Text;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Jobs;
using Couriarr.Neighbours.Receivers;
using Couriarr.Tests.Jobs;
using Couriarr.Tests.Members;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Tests.Notifications;

/// <summary>Receivers that want to be left alone are left alone, by everybody, and those that were mended are told at once.</summary>
[Trait("family", "announce")]
public sealed class ChannelBookTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_webhook_gets_a_signed_event_with_an_id_of_its_own()
    {
        await using var hook = await FakeReceiver.StartAsync<HookReceiver>();
        await using var host = await MembersHost.StartAsync($"{Yaml(hook)}    secret: shared\n    headers: {{ X-Api-Key: k }}\n");

        Assert.Same(JobResult.Done, await SendAsync(host, "n7"));

        var (headers, body) = Assert.Single(hook.Came);
        var signed = Encoding.UTF8.GetBytes($"{headers["X-Timestamp"]}.{body}");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData("shared"u8.ToArray(), signed));
        Assert.Equal(($"sha256={signature}", "n7", "k"), (headers["X-Signature"], headers["X-Event-Id"], headers["X-Api-Key"]));
        Assert.Equal(
            FakeClock.Noon.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            headers["X-Timestamp"]
        );
        Assert.Equal("1.0", Assert.Single(hook.Seen).Sent["version"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task F04_who_refuses_us_is_called_three_times_an_hour_at_most_though_a_probe_comes_every_minute(int status)
    {
        await using var hook = await FakeReceiver.StartAsync<HookReceiver>();
        await using var host = await MembersHost.StartAsync(Yaml(hook));
        hook.Always = FakeReceiver.Refuses(status);
        var failures = new List<Exception?>();

        for (var minute = 0; minute < 60; minute++, host.Clock.Advance(TimeSpan.FromMinutes(1)))
            failures.Add(await Record.ExceptionAsync(() => SendAsync(host, $"n{minute}")));

        Assert.InRange(hook.Calls, 1, 3);
        // Jobs that are blocked are parked behind their gate; the first refusals of single messages are not.
        Assert.True(failures.Count(e => e is BlockedException) >= 57);
        Assert.Contains(
            status.ToString(System.Globalization.CultureInfo.InvariantCulture),
            failures[^1]!.Message,
            StringComparison.Ordinal
        );
        hook.Always = null;
        host.Get<ChannelBook>().Forget("hook");
        Assert.Same(JobResult.Done, await SendAsync(host, "last"));
    }

    [Fact]
    public async Task F04_one_message_that_is_refused_stops_no_other()
    {
        await using var hook = await FakeReceiver.StartAsync<HookReceiver>();
        await using var host = await MembersHost.StartAsync(Yaml(hook));
        for (var i = 0; i < 5; i++)
        {
            hook.Next.Enqueue(FakeReceiver.Refuses(400));
            await Assert.ThrowsAsync<PermanentException>(() => SendAsync(host, $"bad{i}"));
            Assert.Same(JobResult.Done, await SendAsync(host, $"good{i}"));
        }
    }

    [Fact]
    public async Task F02_a_wait_counts_for_everything_that_goes_to_this_receiver()
    {
        await using var hook = await FakeReceiver.StartAsync<HookReceiver>();
        await using var host = await MembersHost.StartAsync(Yaml(hook));
        hook.Next.Enqueue(FakeReceiver.TooOften("", retryAfter: "60"));

        await Assert.ThrowsAsync<TransientException>(() => SendAsync(host, "n1"));
        var second = Assert.IsType<JobResult.Snoozed>(await SendAsync(host, "n2"));
        host.Clock.Advance(TimeSpan.FromSeconds(59));
        var third = Assert.IsType<JobResult.Snoozed>(await SendAsync(host, "n2"));

        Assert.Equal((1, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1)), (hook.Calls, second.Delay, third.Delay));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Same(JobResult.Done, await SendAsync(host, "n2"));
    }

    [Fact]
    public async Task F13_a_secret_that_was_changed_meanwhile_is_the_one_that_counts()
    {
        await using var gotify = await FakeReceiver.StartAsync<FakeGotify>();
        await using var host = await MembersHost.StartAsync();
        await host.AddAsync(
            "channels",
            new
            {
                name = "phone",
                kind = "gotify",
                options = new { url = gotify.Server.ToString(), token = "old-token" },
            }
        );
        var book = host.Get<ChannelBook>();
        await Assert.ThrowsAsync<BlockedException>(() => book.SendAsync("phone", ChannelRig.Notice("Heat"), Ct));

        host.Sql(
            $$"""UPDATE notification_config SET config = '{"url":"{{gotify.Server}}","token":"{{gotify.Token}}"}' WHERE name = 'phone'"""
        );
        host.LetTimePass();

        Assert.Same(JobResult.Done, await book.SendAsync("phone", ChannelRig.Notice("Heat"), Ct));
    }

    [Fact]
    public async Task F12_who_was_disabled_or_removed_meanwhile_is_skipped()
    {
        await using var hook = await FakeReceiver.StartAsync<HookReceiver>();
        await using var host = await MembersHost.StartAsync($"{Yaml(hook)}    enabled: false\n");

        var disabled = Assert.IsType<JobResult.Skipped>(await SendAsync(host, "n1"));
        var gone = Assert.IsType<JobResult.Skipped>(await host.Get<ChannelBook>().SendAsync("gone", ChannelRig.Notice("Heat"), Ct));

        Assert.Equal(("The channel 'hook' is disabled.", "There is no channel 'gone' any more.", 0), (disabled.Why, gone.Why, hook.Calls));
    }

    [Fact]
    public async Task One_receiver_gets_one_message_at_a_time()
    {
        await using var hook = await FakeReceiver.StartAsync<HookReceiver>();
        await using var host = await MembersHost.StartAsync(Yaml(hook));
        var held = new Held();
        hook.Next.Enqueue(held);

        var first = SendAsync(host, "n1");
        await held.Began.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        var second = SendAsync(host, "n2");
        Assert.Equal(1, hook.Calls);
        held.End.SetResult();

        Assert.Equal([JobResult.Done, JobResult.Done], await Task.WhenAll(first, second));
    }

    [Fact]
    public async Task There_is_a_channel_for_every_kind_that_can_be_set_up()
    {
        await using var host = await MembersHost.StartAsync();
        var known = KnownKinds.All.Of(typeof(ChannelTerms)).Select(kind => kind.Name).Order().ToList();
        Assert.Equal(known, host.Get<ChannelBook>().Kinds.Order());
        Assert.Equal(known, Line.Kinds.Select(row => row.Data).Order());
    }

    private static Task<JobResult> SendAsync(MembersHost host, string id) =>
        host.Get<ChannelBook>().SendAsync("hook", ChannelRig.Notice("Heat", id: id), Ct);

    private static string Yaml(HookReceiver hook) => $"channels:\n  hook:\n    kind: webhook\n    url: {hook.Address}\n";

    private sealed class Held : IResult
    {
        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            Began.SetResult();
            await End.Task;
            httpContext.Response.StatusCode = 200;
        }
    }
}
