using System.Text.Json;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

[Trait("family", "carry")]
public sealed class DryRunTests
{
    private const string Movie = "A/a.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C31_a_dry_run_writes_no_byte_and_tells_nobody()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { DryRun = true });

        await host.ImportAsync(Movie);
        var ended = await host.UntilAsync("transfer-media", JobState.Skipped);

        Assert.Contains("Dry run: 97.7 KB would be carried (new)", ended.Note, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(libraries.Destination));
        Assert.Empty(host.Told.All);
        Assert.Equal(["pending"], await host.AskAsync("SELECT status FROM sync_jobs"));
    }

    [Fact]
    public async Task C31_what_a_dry_run_only_rehearsed_is_carried_by_itself_when_it_is_over()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        libraries.Put("B/b.mkv");
        await using (var host = await CarryHost.StartAsync(libraries))
        {
            await host.Get<JobDesk>().PauseAsync("transfer", "for the test", Ct);
            await host.ImportAsync(Movie);
            await CarryHost.UntilAsync(async () => (await host.AskAsync("SELECT id FROM sync_jobs")).Count == 1);
            await host.Get<JobDesk>().ResumeAsync("transfer", Ct);
        }
        await RehearseAsync(libraries);

        await using var real = await CarryHost.StartAsync(libraries);
        await CarryHost.UntilAsync(() => Task.FromResult(libraries.Delivered.Count() == 2));
        await real.IdleAsync();

        Assert.Equal([Movie, "B/b.mkv"], libraries.Delivered);
        Assert.Equal(["success", "success"], await real.AskAsync("SELECT status FROM sync_jobs"));
        libraries.Check();
    }

    [Fact]
    public async Task A_transfer_that_was_only_rehearsed_may_be_retried_by_hand()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { DryRun = true });
        await host.ImportAsync(Movie);
        var rehearsed = await host.UntilAsync("transfer-media", JobState.Skipped);
        await host.IdleAsync();

        var (status, _) = await host.PostAsync($"/jobs/{rehearsed.Id.Value}/retry", new { });
        await host.IdleAsync();

        Assert.Equal(200, status);
        var again = (await host.GetAsync($"/jobs/{rehearsed.Id.Value}")).GetProperty("job");
        Assert.Contains("would be carried", again.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.String, again.GetProperty("note").ValueKind);
    }

    // One that waited for real, and one that comes during the dry run.
    private static async Task RehearseAsync(Libraries libraries)
    {
        await using var dry = await CarryHost.StartAsync(libraries, sync => sync with { DryRun = true });
        await dry.ImportAsync("B/b.mkv", id: 2);
        await CarryHost.UntilAsync(async () =>
            (await dry.AskAsync("SELECT id FROM sync_jobs WHERE rehearsed_at IS NOT NULL AND status = 'pending'")).Count == 2
        );
        await dry.IdleAsync();
        Assert.Empty(libraries.Delivered);
    }
}
