using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>Files that wait although no transfer is left that would carry them.</summary>
[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class StrayTests
{
    private const string Movie = "A/a.mkv";
    private const string Ends = "SELECT status || ' ' || coalesce(outcome, '') FROM sync_jobs ORDER BY id";

    // It was at work when its worker died, as the two before.
    private const string CutOff =
        "UPDATE job_queue SET state = 'running', owner = 'gone', lease_until = 0, crash_count = 2, blocked_by = NULL WHERE type = 'transfer-media'";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A09_what_a_poisonous_transfer_took_into_its_grave_is_given_up_told_once_and_brought_back_by_a_retry()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        var job = await LeaveAsync(libraries, CutOff);
        await using var host = await CarryHost.StartAsync(libraries);
        await host.UntilAsync("transfer-media", JobState.Dead);

        await host.Get<StrayWatch>().LookAsync(Ct);
        await host.Get<StrayWatch>().LookAsync(Ct);

        Assert.Equal(["failed_permanent "], await host.AskAsync(Ends));
        await host.IdleAsync();
        Assert.Equal([$"failed for good: Its transfer, job #{job}, was given up: It killed the worker 3 times."], host.Told.All);
        Assert.Equal(["1"], await host.AskAsync("SELECT '' || failures FROM sync_stats"));
        await host.Get<JobDesk>().ResumeAsync("transfer", Ct);
        await host.PostAsync($"/jobs/{job}/retry", new { });
        await host.IdleAsync();
        libraries.AssertSame(Movie);
        libraries.Check();
    }

    [Fact]
    public async Task What_lost_its_transfer_gets_a_new_one()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await LeaveAsync(
            libraries,
            "DELETE FROM job_queue WHERE type = 'transfer-media'",
            "UPDATE sync_jobs SET created_at = created_at - 200000"
        );
        await using var host = await CarryHost.StartAsync(libraries);
        await host.Get<JobDesk>().ResumeAsync("transfer", Ct);

        await CarryHost.UntilAsync(async () => await host.AskAsync(Ends) is ["success new"]);

        await host.IdleAsync();
        Assert.Equal(["delivered a.mkv"], host.Told.All);
        libraries.Check();
    }

    [Fact]
    public async Task What_was_written_down_a_moment_ago_is_left_to_whoever_did()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await LeaveAsync(
            libraries,
            "DELETE FROM job_queue WHERE type = 'transfer-media'",
            "UPDATE sync_jobs SET created_at = created_at + 3600000"
        );
        await using var host = await CarryHost.StartAsync(libraries);

        await host.Get<StrayWatch>().LookAsync(Ct);

        Assert.Empty(await host.Get<IJobReader>().ListAsync(new JobQuery(Kind: "transfer-media"), Ct));
        Assert.Equal(["pending "], await host.AskAsync(Ends));
    }

    [Fact]
    public async Task What_a_dry_run_looked_at_waits_for_its_end_without_a_job()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { DryRun = true });
        await host.ImportAsync(Movie);
        await host.UntilAsync("transfer-media", JobState.Skipped);
        await host.WriteAsync("UPDATE sync_jobs SET created_at = created_at - 200000");

        await host.Get<StrayWatch>().LookAsync(Ct);

        Assert.Single(await host.Get<IJobReader>().ListAsync(new JobQuery(Kind: "transfer-media"), Ct));
    }

    [Fact]
    public async Task What_waits_by_a_mapping_that_was_renamed_goes_by_its_new_name()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await LeaveAsync(libraries);
        libraries.Mappings = [libraries.Mappings[0] with { Instance = "radarr" }];
        await using var host = await CarryHost.StartAsync(libraries);
        await host.Get<JobDesk>().ResumeAsync("transfer", Ct);

        await CarryHost.UntilAsync(async () => await host.AskAsync(Ends) is ["success new"]);

        Assert.Equal(["movies@radarr"], await host.AskAsync("SELECT mapping FROM sync_jobs"));
        await host.IdleAsync();
        Assert.Equal(["delivered a.mkv"], host.Told.All);
        libraries.Check();
    }

    [Fact]
    public async Task What_waits_by_a_mapping_that_was_removed_is_given_up_with_the_line_to_add_and_goes_by_it_after_a_retry()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        var job = await LeaveAsync(libraries);
        var mapping = libraries.Mappings[0];
        libraries.Mappings = [mapping with { From = "/other" }];
        await using (var without = await CarryHost.StartAsync(libraries))
        {
            await without.Get<JobDesk>().ResumeAsync("transfer", Ct);
            var dead = await without.UntilAsync("transfer-media", JobState.Dead);
            await without.IdleAsync();

            Assert.StartsWith("There is no mapping 'movies' in paths.mappings any more. No entry", dead.Note, StringComparison.Ordinal);
            Assert.Contains("- { from: /movies, source:", dead.Note, StringComparison.Ordinal);
            Assert.Equal([$"failed for good: {dead.Note}"], without.Told.All);
            Assert.Equal(["failed_permanent "], await without.AskAsync(Ends));
        }
        libraries.Mappings = [mapping with { Instance = "radarr" }];
        await using var host = await CarryHost.StartAsync(libraries);
        await host.PostAsync($"/jobs/{job}/retry", new { });
        await CarryHost.UntilAsync(async () => await host.AskAsync(Ends) is ["success new"]);
        libraries.AssertSame(Movie);
    }

    [Fact]
    public async Task What_died_with_its_mapping_before_finds_its_way_by_itself()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await LeaveAsync(libraries, CutOff, "UPDATE sync_jobs SET created_at = created_at - 200000");
        libraries.Mappings = [libraries.Mappings[0] with { Instance = "radarr" }];
        await using var host = await CarryHost.StartAsync(libraries);
        await host.Get<JobDesk>().ResumeAsync("transfer", Ct);
        await host.UntilAsync("transfer-media", JobState.Dead);

        await host.Get<StrayWatch>().LookAsync(Ct);

        await CarryHost.UntilAsync(async () => await host.AskAsync(Ends) is ["success new"]);
    }

    [Fact]
    public async Task What_a_transfer_delivered_before_it_was_cancelled_is_told()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);
        await host.ImportAsync(Movie);
        await host.IdleAsync();
        await host.WriteAsync("UPDATE sync_jobs SET announced_by = NULL, completed_at = completed_at - 120000");

        await host.Get<StrayWatch>().LookAsync(Ct);
        await host.IdleAsync();
        await host.Get<StrayWatch>().LookAsync(Ct);
        await host.IdleAsync();

        Assert.Equal(["delivered a.mkv", "delivered a.mkv"], host.Told.All);
    }

    /// <returns>The transfer that waited when the program ended, to which this was done.</returns>
    private static async Task<long> LeaveAsync(Libraries libraries, params string[] changes)
    {
        await using var host = await CarryHost.StartAsync(libraries);
        var job = await host.HeldAsync(Movie);
        foreach (var change in changes)
            await host.WriteAsync(change);
        return job;
    }
}
