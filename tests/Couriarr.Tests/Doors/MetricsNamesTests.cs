using static Couriarr.Tests.Doors.Scrape;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class MetricsNamesTests
{
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
}
