using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

[Trait("family", "carry")]
public sealed class ReplaceTests
{
    private const string File1 = "A/a.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Day => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task C15_a_truncated_file_of_an_older_crash_is_repaired_and_said_so()
    {
        using var libraries = new Libraries();
        libraries.Put(File1);
        Directory.CreateDirectory(libraries.At("A"));
        await File.WriteAllBytesAsync(libraries.At(File1), new byte[500], Ct);
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync(File1, onlyMissing: true);
        await host.IdleAsync();

        libraries.AssertSame(File1);
        Assert.Equal(["repaired"], await host.AskAsync("SELECT outcome FROM sync_jobs"));
        Assert.Equal(["delivered a.mkv (replaced)"], host.Told.All);
        libraries.Check();
    }

    [Fact]
    public async Task C16_an_upgrade_of_the_same_name_replaces_and_the_old_one_is_recycled()
    {
        using var libraries = new Libraries();
        var path = libraries.Put(File1);
        await using var host = await CarryHost.StartAsync(libraries);
        await host.ImportAsync(File1);
        await host.IdleAsync();
        var old = await File.ReadAllBytesAsync(path, Ct);

        libraries.Put(File1, 120_000);
        await host.ImportAsync(libraries.Movie(File1) with { IsUpgrade = true });
        await host.IdleAsync();

        libraries.AssertSame(File1);
        Assert.Equal(old, await File.ReadAllBytesAsync(libraries.At($"{Recycle.Folder}/{Day}/{File1}"), Ct));
        Assert.Equal(["delivered a.mkv", "delivered a.mkv (replaced)"], host.Told.All);
        libraries.Check();
    }

    [Fact]
    public async Task C17_an_upgrade_under_another_name_removes_nothing_unless_that_is_switched_on()
    {
        using var libraries = new Libraries();
        await using var host = await CarryHost.StartAsync(libraries);

        await UpgradeAsync(libraries, host);

        Assert.Equal(["A/better.mkv", "A/old.mkv"], libraries.Delivered);
    }

    [Fact]
    public async Task C17_switched_on_it_recycles_what_we_brought_and_upstream_lost()
    {
        using var libraries = new Libraries();
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Mirror = new() { Upgrades = true } });

        await UpgradeAsync(libraries, host);

        Assert.Equal(["A/better.mkv"], libraries.Delivered);
        Assert.True(File.Exists(libraries.At($"{Recycle.Folder}/{Day}/A/old.mkv")));
    }

    [Fact]
    public async Task C17_more_removals_than_allowed_are_none()
    {
        using var libraries = new Libraries();
        string[] files = [.. Enumerable.Range(1, 4).Select(i => $"Show/S01E0{i}.mkv")];
        foreach (var file in files)
            libraries.Put(file);
        await using var host = await CarryHost.StartAsync(
            libraries,
            sync =>
                sync with
                {
                    Mirror = new() { Deletes = true, MaxDeletes = 3 },
                }
        );
        var season = libraries.Season(files);
        await host.ImportAsync(season);
        await host.IdleAsync();

        Directory.Delete(Path.Combine(libraries.Source, "Show"), recursive: true);
        libraries.Put("Other/o.mkv");
        await host.Get<JobQueue>().EnqueueAsync(new MirrorMedia(season.Work, [], []) { Everything = true }, ct: Ct);
        var dead = await host.UntilAsync("mirror-media", JobState.Dead);

        Assert.Contains("max_deletes", dead.Note, StringComparison.Ordinal);
        Assert.Equal(files, libraries.Delivered);
    }

    [Fact]
    public async Task While_the_pause_file_exists_nothing_is_removed_and_afterwards_it_is()
    {
        using var libraries = new Libraries();
        libraries.Put(File1);
        libraries.Put("Other/o.mkv");
        var pause = Path.Combine(libraries.Root, "pause");
        await using var host = await CarryHost.StartAsync(
            libraries,
            sync =>
                sync with
                {
                    Mirror = new() { Deletes = true, PauseFile = pause },
                }
        );
        await host.ImportAsync(File1);
        await host.IdleAsync();
        await File.WriteAllTextAsync(pause, "", Ct);
        var old = libraries.At($"{Recycle.Folder}/2020-01-01/A/x.mkv");
        Directory.CreateDirectory(Path.GetDirectoryName(old)!);
        await File.WriteAllTextAsync(old, "x", Ct);

        File.Delete(Path.Combine(libraries.Source, File1));
        var job = await host.Get<JobQueue>()
            .EnqueueAsync(new MirrorMedia(libraries.Movie(File1, size: 1).Work, [], []) { Everything = true }, ct: Ct);
        var waiting = await host.UntilAsync("mirror-media", JobState.Scheduled);
        await host.Get<JobQueue>().EnqueueAsync(new ClearTransfers(), ct: Ct);
        await host.UntilAsync("scheduled-transfer-cleanup", JobState.Succeeded);

        Assert.Contains($"paused by the file {pause}", waiting.Note, StringComparison.Ordinal);
        Assert.Equal([File1], libraries.Delivered);
        Assert.True(File.Exists(old));
        File.Delete(pause);
        await host.Get<JobDesk>().RushAsync(job, Ct);
        await host.UntilAsync("mirror-media", JobState.Succeeded);
        Assert.Empty(libraries.Delivered);
        await host.Get<JobQueue>().EnqueueAsync(new ClearTransfers(), ct: Ct);
        await CarryHost.UntilAsync(() => Task.FromResult(!File.Exists(old)));
    }

    [Fact]
    public async Task What_upstream_still_has_is_not_removed_whatever_an_event_says()
    {
        using var libraries = new Libraries();
        libraries.Put(File1);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Mirror = new() { Deletes = true } });
        await host.ImportAsync(File1);
        await host.IdleAsync();

        await host.Get<JobQueue>()
            .EnqueueAsync(new MirrorMedia(libraries.Movie(File1).Work, ["/movies/A/a.mkv", "/movies/../outside/sentinel"], []), ct: Ct);
        await host.UntilAsync("mirror-media", JobState.Skipped);

        Assert.Equal([File1], libraries.Delivered);
        libraries.Check();
    }

    [Fact]
    public async Task A_rename_upstream_is_followed_when_switched_on()
    {
        using var libraries = new Libraries();
        libraries.Put(File1);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Mirror = new() { Renames = true } });
        await host.ImportAsync(File1);
        await host.IdleAsync();

        File.Move(Path.Combine(libraries.Source, File1), Path.Combine(libraries.Source, "A/b.mkv"));
        await host.Get<JobQueue>()
            .EnqueueAsync(new MirrorMedia(libraries.Movie(File1).Work, [], [new("/movies/A/a.mkv", "/movies/A/b.mkv")]), ct: Ct);
        await host.IdleAsync();

        Assert.Equal(["A/b.mkv"], libraries.Delivered);
        libraries.Check();
    }

    private static async Task UpgradeAsync(Libraries libraries, CarryHost host)
    {
        libraries.Put("A/old.mkv");
        await host.ImportAsync("A/old.mkv");
        await host.IdleAsync();
        File.Delete(Path.Combine(libraries.Source, "A/old.mkv"));
        libraries.Put("A/better.mkv", 150_000);
        await host.ImportAsync(libraries.Movie("A/better.mkv") with { IsUpgrade = true, Superseded = ["/movies/A/old.mkv"] });
        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(libraries.At("A/better.mkv"))));
        // It looks again a minute later when the transfer was still under way: a person may hurry it.
        await CarryHost.UntilAsync(async () =>
        {
            await host.Get<JobDesk>().RetryFailedAsync(default, Ct);
            foreach (var job in await host.Get<IJobReader>().ListAsync(new([JobState.Scheduled], "mirror-media"), Ct))
                await host.Get<JobDesk>().RushAsync(job.Id, Ct);
            return !(await host.Get<IJobReader>().CensusAsync(Ct)).Any(c => c.Kind is "mirror-media" or "transfer-media");
        });
    }
}
