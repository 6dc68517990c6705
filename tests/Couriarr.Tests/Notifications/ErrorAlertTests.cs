using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Notifications.Errors;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Outside;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

[Trait("family", "announce")]
public sealed class ErrorAlertTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NOTE12_an_error_is_told_once_for_each_kind_and_day_and_the_digest_counts_the_rest()
    {
        await using var host = await StartAsync([Channel("main")], now: new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var log = host.Get<ILogger<ErrorAlertTests>>();

        for (var n = 0; n < 30; n++)
            log.LogError("The disk {Disk} is broken", n);
        log.LogError(new InvalidOperationException("a reason"), "Something else");
        log.LogWarning("Only a warning");
        await host.UntilGotAsync("main", 2);
        await UntilAsync(async () => await host.AskAsync("SELECT CAST(sum(count) AS TEXT) FROM error_kinds") is ["31"]);
        await host.IdleAsync();

        var told = host.Mailbox.Of("main").Select(notice => Told.Marked(notice.Body)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, told.Count);
        Assert.StartsWith("Something else (a reason)\n`ErrorAlertTests`\n", told[0], StringComparison.Ordinal);
        Assert.StartsWith("The disk 0 is broken\n", told[1], StringComparison.Ordinal);

        host.Clock.Forward(TimeSpan.FromDays(1));
        log.LogError("The disk {Disk} is broken", 31);
        await host.UntilGotAsync("main", 3);
    }

    [Fact]
    public async Task F07_nothing_that_comes_of_telling_is_told()
    {
        await using var host = await StartAsync([Channel("main")], more: s => s.AddJob<Noisy, NoisyHandler>());
        host.Mailbox.Mood("main", new PermanentException("Refused."));

        host.Get<ILoggerFactory>().CreateLogger("Couriarr.Features.Notifications.Sending.Postman").LogError("It fell");
        host.Get<ILogger<History>>().LogError("A movie was not carried");
        await host.Get<JobQueue>().EnqueueAsync(new Noisy(), ct: Ct);
        await UntilAsync(async () =>
            (await host.Get<IJobReader>().ListAsync(new JobQuery([JobState.Dead], "notify-noise"), Ct)).Count == 1
        );
        host.Get<ILogger<ErrorAlertTests>>().LogError("A real one");
        await UntilAsync(async () => (await host.AskAsync("SELECT kind FROM error_kinds")).Count > 0);

        Assert.Equal(["Couriarr.Tests.Notifications.ErrorAlertTests: A real one"], await host.AskAsync("SELECT kind FROM error_kinds"));
    }

    [Fact]
    public async Task What_is_heard_while_the_program_comes_up_is_told_when_it_is_up()
    {
        await using var host = await StartAsync(
            [Channel("main")],
            more: services => services.Insert(0, ServiceDescriptor.Singleton<IHostedService, EarlyFall>())
        );

        await host.UntilGotAsync("main", 1);

        Assert.StartsWith("Early as it is\n", Told.Marked(host.Mailbox.Of("main")[0].Body), StringComparison.Ordinal);
    }

    [Fact]
    public void Ears_never_hold_more_than_they_can_and_lose_no_count()
    {
        using var ears = new ErrorEars();
        var log = ears.CreateLogger("Some.Where");

        for (var n = 0; n < 1000; n++)
            log.Log(LogLevel.Error, 0, new[] { KeyValuePair.Create("{OriginalFormat}", (object?)$"kind {n % 300}") }, null, (_, _) => "x");
        log.Log(LogLevel.Critical, 0, "state", null, (_, _) => throw new InvalidOperationException("no words"));
        var heard = ears.Take();
        foreach (var error in heard)
            ears.PutBack(error);

        Assert.Equal(201, heard.Count);
        Assert.Equal(1001, ears.Take().Sum(error => error.Count));
    }

    [Fact]
    public async Task The_watcher_is_called_and_its_silence_does_no_harm()
    {
        await using var watcher = await Neighbour.SayingAsync("{\"ok\":true}");
        await using var host = await StartAsync(
            [],
            o => o with { Heartbeat = new HeartbeatOptions { Url = new($"{watcher.Address}api/push/abc?status=up") } }
        );
        await using var deaf = await StartAsync([], o => o with { Heartbeat = new HeartbeatOptions { Url = new("http://127.0.0.1:9/") } });

        await watcher.Asked.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        Assert.Equal("healthy", (await deaf.GetAsync("/health")).GetProperty("status").GetString());
    }

    private sealed class EarlyFall(ILogger<EarlyFall> log) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            log.LogError("Early as it is");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed record Noisy : IJob<Noisy>
    {
        public static JobKind Kind { get; } = new("notify-noise") { Retry = RetryPolicy.Never };
    }

    private sealed class NoisyHandler(ILogger<NoisyHandler> log) : IJobHandler<Noisy>
    {
        public Task<JobResult> RunAsync(Noisy job, JobContext context, CancellationToken ct)
        {
            log.LogError("A client complains");
            throw new PermanentException("It is refused.");
        }
    }
}
