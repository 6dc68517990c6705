using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>Somebody cancels a large transfer while it is copied; all through the doors.</summary>
[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class CancelJourneyTests
{
    private const string Movie = "Dune (2021)/Dune.mkv";
    private const string Subtitle = "Dune (2021)/Dune.de.srt";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancelled_in_the_middle_it_does_not_come_with_the_next_webhook_of_its_title_and_a_retry_brings_it()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie, 3_000_000);
        libraries.Put(Subtitle);
        var faults = new Faults();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        faults.Always("transfer.mid", () => begun.TrySetResult());
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Bandwidth = new() { Limit = 300 } }, faults);
        await TellAsync(host, Movie, 3_000_000);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        var job = (await host.UntilAsync("transfer-media", JobState.Running)).Id.Value;
        Assert.Contains(libraries.Delivered, path => TempName.IsOurs(Path.GetFileName(path)));

        await host.CancelAsync(job);
        await TellAsync(host, Subtitle, 100_000);
        await CarryHost.UntilAsync(() => Task.FromResult(host.Told.Deliveries.Any()));
        await host.IdleAsync();

        Assert.Equal([Subtitle], libraries.Delivered);
        Assert.Equal(["delivered Dune.de.srt"], host.Told.All);
        var files = (await host.GetAsync($"/jobs/{job}")).GetProperty("transfers").EnumerateArray();
        Assert.Contains(files, file => file.GetProperty("outcome").GetString() == "cancelled");
        Assert.Equal(200, (await host.PostAsync($"/jobs/{job}/retry", new { })).Status);
        await CarryHost.UntilAsync(() => Task.FromResult(host.Told.Deliveries.Count() == 2), seconds: 60);
        await host.IdleAsync();
        libraries.AssertSame(Movie);
        libraries.Check();
    }

    private static async Task TellAsync(CarryHost host, string within, long size)
    {
        var movie = new
        {
            id = 12,
            title = "Dune",
            year = 2021,
            folderPath = "/movies/Dune (2021)",
        };
        var file = new
        {
            id = within.Length,
            relativePath = Path.GetFileName(within),
            path = $"/movies/{within}",
            size,
            quality = "Bluray-1080p",
        };
        var (status, _) = await host.PostAsync(
            "/sync/radarr",
            new
            {
                eventType = "Download",
                movie,
                movieFile = file,
            }
        );
        Assert.Equal(200, status);
    }
}
