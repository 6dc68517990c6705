using System.Text.RegularExpressions;
using Couriarr.Jobs;
using Couriarr.Tests.Postgres;
using static Couriarr.Tests.Doors.Scrape;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed partial class MetricsDoorTests
{
    // Each of them takes its values from a list that ends. A new one is a decision: never a title, a path, an id.
    private static readonly HashSet<string> Allowed =
    [
        "kind",
        "state",
        "outcome",
        "lane",
        "loop",
        "schedule",
        "status",
        "reason",
        "result",
        "service",
        "endpoint",
        "version",
        "runtime",
        "generation",
        "le",
        "mapping",
        "side",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Promtool_finds_nothing_to_object_to_after_some_jobs()
    {
        Assert.SkipUnless(Promtool.IsThere, "promtool is not installed (Debian: apt install prometheus).");
        await using var host = await BusyHostAsync();

        Assert.Equal("", await Promtool.CheckAsync(await MetricsAsync(host), Ct));
    }

    [Fact]
    public async Task Speaks_the_format_it_names()
    {
        await using var host = await DoorsHost.StartAsync();

        using var answer = await host.Client.GetAsync("/metrics", Ct);

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.EndsWith("\n", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_runs_by_what_they_came_to()
    {
        await using var host = await BusyHostAsync();

        var metrics = await MetricsAsync(host);

        Assert.Equal(2, Value(metrics, """couriarr_jobs_settled_total{kind="errand",state="succeeded"}"""));
        Assert.Equal(1, Value(metrics, """couriarr_jobs_settled_total{kind="errand",state="dead"}"""));
        Assert.Equal(2, Value(metrics, """couriarr_jobs_attempt_duration_seconds_count{kind="errand",outcome="succeeded"}"""));
        Assert.Equal(1, Value(metrics, """couriarr_jobs_attempt_duration_seconds_bucket{kind="errand",outcome="failed",le="+Inf"}"""));
        Assert.Equal(4, Value(metrics, """couriarr_jobs_claimed_total{lane="errands"}"""));
    }

    [Fact]
    public async Task Shows_what_lies_in_the_queue_and_how_full_the_lanes_are()
    {
        await using var host = await BusyHostAsync();

        var metrics = await MetricsAsync(host);

        Assert.Equal(1, Value(metrics, """couriarr_jobs{kind="errand",state="running"}"""));
        Assert.Equal(1, Value(metrics, """couriarr_jobs{kind="errand",state="scheduled"}"""));
        Assert.Equal(0, Value(metrics, """couriarr_jobs{kind="errand",state="waiting"}"""));
        Assert.Equal(0, Value(metrics, """couriarr_jobs_oldest_waiting_seconds{lane="errands"}"""));
        Assert.Equal((2, 1, 0), (Of("slots"), Of("slots_busy"), Of("stuck")));
        Assert.Equal(0, Value(metrics, "couriarr_jobs_gates_closed"));

        double Of(string what) => Value(metrics, $$"""couriarr_jobs_{{what}}{lane="errands"}""");
    }

    [Fact]
    public async Task The_oldest_waiting_job_has_an_age_and_a_closed_gate_is_seen()
    {
        await using var host = await DoorsHost.StartAsync();
        for (var i = 0; i < 2; i++)
            await host.StartErrandAsync(new Errand($"long{i}"));
        await host.PostAsync("/lanes/maintenance/pause");
        await host.EnqueueAsync(new Errand("third"));
        await host.EnqueueAsync(new Errand("fourth"));

        var metrics = await MetricsAsync(host);

        Assert.Equal(2, Value(metrics, """couriarr_jobs{kind="errand",state="waiting"}"""));
        Assert.InRange(Value(metrics, """couriarr_jobs_oldest_waiting_seconds{lane="errands"}"""), 0.001, 60);
        Assert.Equal(1, Value(metrics, "couriarr_jobs_gates_closed"));
    }

    [Fact]
    public async Task Tells_how_the_database_fares()
    {
        SharedPostgres.OnlyWithAFile();
        await using var host = await BusyHostAsync();

        var metrics = await MetricsAsync(host);

        Assert.True(Value(metrics, "couriarr_storage_commit_writes_count") >= 4);
        Assert.Equal(
            Value(metrics, "couriarr_storage_commit_writes_count"),
            Value(metrics, "couriarr_storage_commit_duration_seconds_count")
        );
        Assert.All(["database", "wal", "free"], what => Assert.True(Value(metrics, $"couriarr_storage_{what}_bytes") > 0));
    }

    [Fact]
    public async Task Tells_when_schedules_ran_and_what_came_of_it()
    {
        await using var host = await DoorsHost.StartAsync();
        using var fired = await host.PostAsync("/schedules/errand/run");
        await host.UntilLastRunAsync("errand", "succeeded");

        var metrics = await MetricsAsync(host);

        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Assert.InRange(Value(metrics, """couriarr_schedule_last_run_timestamp_seconds{schedule="errand"}"""), now - 60, now + 1);
        Assert.InRange(Value(metrics, """couriarr_schedule_next_run_timestamp_seconds{schedule="errand"}"""), now - 1, now + 86_401);
        Assert.Equal(1, Value(metrics, """couriarr_schedule_last_outcome{schedule="errand",state="succeeded"}"""));
        Assert.Equal(0, Value(metrics, """couriarr_schedule_last_outcome{schedule="errand",state="dead"}"""));
    }

    [Fact]
    public async Task Counts_the_falls_of_a_loop()
    {
        await using var host = await DoorsHost.StartAsync();
        var fell = new TaskCompletionSource();
        var falls = 0;
        using var stop = new CancellationTokenSource();
        var loop = host.Get<Loops>()
            .KeepAsync("stumbling", _ => ++falls < 3 ? throw new InvalidOperationException("a stone") : Wait(), stop.Token);
        await fell.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);

        Assert.Equal(2, Value(await MetricsAsync(host), """couriarr_jobs_loop_falls_total{loop="stumbling"}"""));
        await stop.CancelAsync();
        await loop;

        Task Wait()
        {
            fell.SetResult();
            return Task.Delay(Timeout.Infinite, stop.Token);
        }
    }

    [Fact]
    public async Task No_label_may_grow_without_end()
    {
        await using var host = await BusyHostAsync();

        var labels = LabelName().Matches(await MetricsAsync(host)).Select(match => match.Groups["name"].Value).Distinct();

        Assert.Subset(Allowed, labels.ToHashSet());
    }

    // Two that end well, one that ends badly, one that runs and one whose time has not come.
    private static async Task<DoorsHost> BusyHostAsync()
    {
        var host = await DoorsHost.StartAsync();
        foreach (var name in new[] { "one", "two" })
            await host.UntilAsync(await host.EnqueueAsync(new Errand(name, Succeed: true)), "succeeded");
        await host.UntilAsync(await host.EnqueueAsync(new Errand("broken", Fail: true)), "dead");
        await host.StartErrandAsync(new Errand("long"));
        await host.EnqueueAsync(new Errand("later"), new EnqueueOptions(TimeProvider.System.GetUtcNow().AddHours(1)));
        return host;
    }

    [GeneratedRegex("[{,](?<name>[a-z_]+)=\"", RegexOptions.ExplicitCapture)]
    private static partial Regex LabelName();
}
