using System.Text.Json;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Doors;

/// <summary>How far a job has come, for those who ask instead of watching.</summary>
[Trait("family", "doors")]
public sealed class JobProgressTests
{
    [Fact]
    public async Task A_running_job_shows_what_the_live_feed_last_said_of_it_and_an_ended_one_nothing()
    {
        await using var host = await DoorsHost.StartAsync();
        var id = await host.StartErrandAsync(new Errand("parcel"));

        var detail = await host.GetAsync($"/jobs/{id.Value}");
        var listed = (await host.GetAsync("/jobs?type=errand")).GetProperty("jobs").EnumerateArray().ToList();

        JsonElement[] shown = [detail.GetProperty("job"), detail.GetProperty("tree")[0], listed.Single(job => IdOf(job) == id)];
        Assert.All(shown, job => Assert.Equal((1, 4, 25.0, "Running parcel", "the first of four"), ProgressOf(job)));
        host.Errands.GoOn("parcel");
        var ended = await host.UntilAsync(id, "succeeded");
        Assert.Equal(JsonValueKind.Null, ended.GetProperty("progress").ValueKind);
    }

    [Fact]
    public async Task A_job_that_waits_shows_no_progress()
    {
        await using var host = await DoorsHost.StartAsync();
        await host.PostAsync("/lanes/errands/pause");
        var id = await host.EnqueueAsync(new Errand("held"));

        var job = (await host.GetAsync($"/jobs/{id.Value}")).GetProperty("job");

        Assert.Equal(JsonValueKind.Null, job.GetProperty("progress").ValueKind);
    }

    [Fact]
    public async Task A_transfer_shows_its_bytes_and_its_speed()
    {
        const int Size = 40_000_000;
        using var libraries = new Libraries();
        libraries.Put("A/a.mkv", Size);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Bandwidth = new() { Limit = 1000 } });
        await host.ImportAsync("A/a.mkv");

        var progress = default(JsonElement);
        await CarryHost.UntilAsync(async () =>
            (await host.GetAsync("/jobs?type=transfer-media&status=running")).GetProperty("jobs").EnumerateArray().ToList() is [var job]
            && (progress = job.GetProperty("progress")).ValueKind is JsonValueKind.Object
            && progress.GetProperty("current").GetInt64() > 0
        );

        Assert.Equal(Size, progress.GetProperty("total").GetInt64());
        Assert.InRange(progress.GetProperty("current").GetInt64(), 1, Size);
        Assert.InRange(progress.GetProperty("percentage").GetDouble(), 0.001, 100);
        Assert.Contains("/s, ", progress.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(" left", progress.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static JobId IdOf(JsonElement job) => new(job.GetProperty("id").GetInt64());

    private static (int, int, double, string?, string?) ProgressOf(JsonElement job)
    {
        var progress = job.GetProperty("progress");
        return (
            progress.GetProperty("current").GetInt32(),
            progress.GetProperty("total").GetInt32(),
            progress.GetProperty("percentage").GetDouble(),
            progress.GetProperty("message").GetString(),
            progress.GetProperty("detail").GetString()
        );
    }
}
