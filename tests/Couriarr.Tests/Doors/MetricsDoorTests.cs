using System.Globalization;
using System.Text.RegularExpressions;
using Couriarr.Jobs;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed partial class MetricsDoorTests
{
    // Each of them takes its values from a list that ends. A new one is a decision: never a title, a path, an id.
    private static readonly HashSet<string> Allowed =
    [
        "kind", "state", "outcome", "lane", "loop", "schedule", "status", "reason", "result", "service", "endpoint", "version", "runtime",
        "generation", "le",
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
        await using var host = await BusyHostAsync();

        var metrics = await MetricsAsync(host);

        Assert.True(Value(metrics, "couriarr_storage_commit_writes_count") >= 4);
        Assert.Equal(Value(metrics, "couriarr_storage_commit_writes_count"), Value(metrics, "couriarr_storage_commit_duration_seconds_count"));
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
        var loop = host.Get<Loops>().KeepAsync("stumbling", _ => ++falls < 3 ? throw new InvalidOperationException("a stone") : Wait(), stop.Token);
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

    [Theory]
    [InlineData("tvmaze_sync_last_run_timestamp", "gauge")]
    [InlineData("tvmaze_sync_last_run_duration_seconds", "gauge")]
    [InlineData("tvmaze_sync_next_run_timestamp", "gauge")]
    [InlineData("tvmaze_sync_initial_complete", "gauge")]
    [InlineData("tvmaze_sync_healthy", "gauge")]
    [InlineData("tvmaze_shows_total", "untyped", "status=\"pending_tvdb\"")]
    [InlineData("tvmaze_shows_filtered_by_reason", "gauge", "reason=\"genre\"")]
    [InlineData("tvmaze_shows_highest_id", "gauge")]
    [InlineData("tvmaze_shows_processed_total", "counter", "result=\"added\"")]
    [InlineData("tvmaze_sync_shows_processed", "gauge", "result=\"added\"")]
    [InlineData("tvmaze_api_requests_total", "counter", "endpoint=\"series\",service=\"sonarr\",status=\"201\"")]
    [InlineData("tvmaze_sonarr_healthy", "gauge")]
    [InlineData("tvmaze_shows_pending_retry", "gauge", "reason=\"pending_tvdb\"")]
    public async Task The_names_of_the_older_service_are_there_from_the_start(string name, string type, string? labels = null)
    {
        await using var host = await DoorsHost.StartAsync();

        var metrics = await MetricsAsync(host);

        Assert.Contains($"# TYPE {name} {type}\n", metrics, StringComparison.Ordinal);
        Assert.Equal(0, Value(metrics, labels is null ? name : $"{name}{{{labels}}}"));
    }

    [Theory]
    [InlineData("process_start_time_seconds")]
    [InlineData("process_cpu_seconds_total")]
    [InlineData("process_resident_memory_bytes")]
    [InlineData("process_virtual_memory_bytes")]
    [InlineData("process_threads")]
    [InlineData("process_open_fds")]
    [InlineData("process_max_fds")]
    [InlineData("dotnet_gc_heap_bytes")]
    [InlineData("""couriarr_build_info{runtime="RUNTIME",version="0.1.0"}""")]
    public async Task The_process_tells_about_itself(string name)
    {
        await using var host = await DoorsHost.StartAsync();

        Assert.True(Value(await MetricsAsync(host), name.Replace("RUNTIME", Environment.Version.ToString(), StringComparison.Ordinal)) > 0);
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

    private static Task<string> MetricsAsync(DoorsHost host) => host.Client.GetStringAsync("/metrics", Ct);

    private static double Value(string metrics, string series)
    {
        var line = metrics.Split('\n').SingleOrDefault(line => line.StartsWith(series + " ", StringComparison.Ordinal));
        return line is null
            ? throw new Xunit.Sdk.XunitException($"There is no {series} in\n{metrics}")
            : double.Parse(line[(series.Length + 1)..], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("[{,](?<name>[a-z_]+)=\"", RegexOptions.ExplicitCapture)]
    private static partial Regex LabelName();
}
