using System.Net;
using System.Text.Json;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class HealthDoorTests
{
    [Fact]
    public async Task A_healthy_service_says_so()
    {
        await using var host = await DoorsHost.StartAsync();

        var health = await host.GetAsync("/health");
        var ready = await host.GetAsync("/ready");

        Assert.Equal("healthy", health.GetProperty("status").GetString());
        Assert.True(health.GetProperty("uptime_since").GetDateTimeOffset() <= health.GetProperty("timestamp").GetDateTimeOffset());
        Assert.True(ready.GetProperty("ready").GetBoolean());
        Assert.Empty(ready.GetProperty("reasons").EnumerateArray());
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/ready")]
    public async Task Answers_a_check_that_asks_for_the_head_alone(string path)
    {
        await using var host = await DoorsHost.StartAsync();
        using var question = new HttpRequestMessage(HttpMethod.Head, path);

        using var answer = await host.Client.SendAsync(question, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task X24_an_app_that_cannot_be_asked_makes_it_not_ready_and_strangers_hear_no_details()
    {
        await using var host = await DoorsHost.StartAsync();
        var now = DateTimeOffset.UnixEpoch;
        await host.Get<IJobStore>()
            .CloseAsync(new Gate("instance:radarr-hd", "http://radarr.lan refused", now, now), TestContext.Current.CancellationToken);
        using var stranger = new HttpClient { BaseAddress = new Uri(host.Address) };

        using var known = await host.Client.GetAsync("/ready", TestContext.Current.CancellationToken);
        using var unknown = await stranger.GetAsync("/ready", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (known.StatusCode, unknown.StatusCode));
        var told = await known.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("cannot be asked: http://radarr.lan refused", told, StringComparison.Ordinal);
        var little = await unknown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("cannot be asked.", little, StringComparison.Ordinal);
        Assert.DoesNotContain("radarr.lan", little, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A16_a_loop_that_fell_makes_health_degraded_with_its_name()
    {
        await using var host = await DoorsHost.StartAsync(services => services.AddSingleton<Stumble>().AddHostedService<Stumbling>());
        await host.Get<Stumble>().Fell.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        using var health = await host.Client.GetAsync("/health", TestContext.Current.CancellationToken);
        using var ready = await host.Client.GetAsync("/ready", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (health.StatusCode, ready.StatusCode));
        var body = JsonDocument.Parse(await health.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("degraded", body.GetProperty("status").GetString());
        Assert.Contains("'stumbling'", body.GetProperty("problems")[0].GetString(), StringComparison.Ordinal);
    }

    private sealed class Stumble
    {
        public TaskCompletionSource Fell { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    // Falls twice: when it falls for the second time, the first fall has been noted.
    private sealed class Stumbling(Loops loops, Stumble stumble) : BackgroundService
    {
        private int _falls;

        protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
            loops.KeepAsync(
                "stumbling",
                _ =>
                {
                    if (++_falls == 2)
                        stumble.Fell.TrySetResult();
                    throw new InvalidOperationException("a stone");
                },
                stoppingToken
            );
    }
}
