using System.Text.Json;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>What is carried in bulk, and an import that comes meanwhile.</summary>
[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class BulkTests
{
    private const string Import = "New (2026)/new.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_is_carried_at_once_however_much_else_is_under_way_and_waits()
    {
        using var libraries = new Libraries();
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Bandwidth = new() { Limit = 500 } });
        for (var i = 1; i <= 4; i++)
        {
            libraries.Put($"Old ({i})/old.mkv", 40_000_000);
            await host.PostAsync("/sync/manual", new { path = $"/movies/Old ({i})", type = "movie" });
        }
        await CarryHost.UntilAsync(async () => await BulkAsync(host) is ["running 1", "waiting 3"]);
        var bulk = await host.UntilAsync("transfer-media", JobState.Running);
        libraries.Put(Import);

        await host.ImportAsync(Import);
        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(libraries.At(Import))));

        Assert.Equal(["running 1", "waiting 3"], await BulkAsync(host));
        Assert.InRange(await PercentageAsync(host, bulk.Id), 0, 50);
        libraries.AssertSame(Import);
        foreach (var job in await host.Get<IJobReader>().ListAsync(new JobQuery(Kind: "transfer-media"), Ct))
            await host.PostAsync($"/jobs/{job.Id.Value}/cancel", new { });
        await host.IdleAsync();
    }

    private static Task<List<string>> BulkAsync(CarryHost host) =>
        host.AskAsync(
            "SELECT state || ' ' || count(*) FROM job_queue WHERE type = 'transfer-media' AND priority > 2 GROUP BY state ORDER BY state"
        );

    // Of what a person names no app has told the size.
    private static async Task<double> PercentageAsync(CarryHost host, JobId job)
    {
        JsonElement progress = default;
        await CarryHost.UntilAsync(async () =>
            (progress = (await host.GetAsync($"/jobs/{job.Value}")).GetProperty("job").GetProperty("progress")).ValueKind
            is JsonValueKind.Object
        );
        return progress.GetProperty("percentage").GetDouble();
    }
}
