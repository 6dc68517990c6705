using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers;

/// <summary>Originals that are not what they should be.</summary>
[Trait("family", "carry")]
public sealed class SourceTests
{
    private const string Movie = "A/a.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C13_a_growing_original_is_waited_for_and_no_beginning_of_it_is_published()
    {
        using var libraries = new Libraries();
        var path = libraries.Put(Movie, 100_000);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Settle = TimeSpan.FromMilliseconds(500) });

        await host.ImportAsync(Movie, size: 900_000);
        for (var i = 0; i < 8; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), Ct);
            Assert.Empty(libraries.Delivered);
            await File.AppendAllBytesAsync(path, new byte[100_000], Ct);
        }
        libraries.Know(path);
        await host.IdleAsync();

        libraries.AssertSame(Movie);
        libraries.Check();
    }

    [Theory]
    [InlineData(SyncEngine.Native)]
    [InlineData(SyncEngine.Rsync)]
    public async Task C14_an_original_that_changes_under_the_copy_is_copied_again(SyncEngine engine)
    {
        using var libraries = new Libraries();
        var path = libraries.Put(Movie, 200_000);
        var faults = new Faults();
        faults.Once(
            "transfer.mid",
            () =>
            {
                libraries.Put(Movie, 300_000);
            }
        );
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Engine = engine }, faults);

        await host.ImportAsync(Movie);
        await host.IdleAsync();

        libraries.AssertSame(Movie);
        Assert.Equal(300_000, new FileInfo(path).Length);
        libraries.Check();
    }

    [Fact]
    public async Task C14_an_original_that_was_taken_away_closes_its_transfer_as_superseded()
    {
        using var libraries = new Libraries();
        libraries.Put("Other/o.mkv");
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync(Movie, size: 100);
        var ended = await host.UntilAsync("transfer-media", JobState.Superseded);

        Assert.Contains("gone", ended.Note, StringComparison.Ordinal);
        Assert.Equal(["superseded"], await host.AskAsync("SELECT status FROM sync_jobs"));
        Assert.Empty(host.Told.All);
    }

    [Fact]
    public async Task C18_two_events_for_one_path_while_it_runs_make_one_more_run()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        var faults = new Faults();
        var (began, goOn) = faults.Hold("transfer.after_temp_create");
        await using var host = await CarryHost.StartAsync(libraries, faults: faults);

        await host.ImportAsync(Movie);
        await began.WaitAsync(Ct);
        await host.ImportAsync(Movie);
        await host.ImportAsync(Movie);
        await CarryHost.UntilAsync(async () => (await host.AskAsync("SELECT id FROM sync_jobs")).Count == 3);
        goOn();
        await host.IdleAsync(60);

        Assert.Equal(["success", "superseded", "success"], await host.AskAsync("SELECT status FROM sync_jobs ORDER BY batch"));
        var runs = await host.Get<IJobReader>().ListAsync(new JobQuery(Kind: "transfer-media"), Ct);
        // One that looked in while the first still ran may have stood back for the last.
        Assert.Equal(2, runs.Count(run => run.State is not JobState.Superseded));
        libraries.Check();
    }

    [Theory]
    [InlineData(SyncEngine.Native)]
    [InlineData(SyncEngine.Rsync)]
    public async Task C26_an_empty_file_is_copied_and_a_pipe_is_never_opened(SyncEngine engine)
    {
        using var libraries = new Libraries();
        libraries.Put("A/empty.nfo", 0);
        libraries.Put("B/b.mkv");
        Assert.Equal(0, Shell.Run("mkfifo", Path.Combine(libraries.Source, "B/pipe.mkv")));
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Engine = engine });

        await host.ImportAsync("A/empty.nfo", id: 1);
        await host.ImportAsync("B/pipe.mkv", size: 5, id: 2);
        await host.UntilAsync("transfer-media", JobState.Dead);
        await host.IdleAsync();

        Assert.Equal(["A/empty.nfo"], libraries.Delivered);
        Assert.Contains(
            host.Told.All,
            text => text.StartsWith("failed for good", StringComparison.Ordinal) && text.Contains("pipe", StringComparison.Ordinal)
        );
        libraries.Check();
    }

    [Fact]
    public async Task D14_an_unknown_path_is_given_up_with_the_mapping_to_add_while_the_others_go_their_way()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);
        var known = libraries.Movie(Movie);

        await host.ImportAsync(known with { Files = [.. known.Files, known.Files[0] with { Path = "/elsewhere/A/b.mkv" }] });
        var dead = await host.UntilAsync("queue-transfer", JobState.Dead);
        await host.IdleAsync();

        Assert.Contains("- { from: /elsewhere, source: ", dead.Note, StringComparison.Ordinal);
        Assert.Equal([Movie], libraries.Delivered);
        Assert.Contains(host.Told.All, text => text.StartsWith("failed for good: No entry of paths.mappings", StringComparison.Ordinal));
    }

    [Fact]
    public async Task D14_with_its_mapping_added_the_job_that_was_given_up_carries_what_it_had()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        var mappings = libraries.Mappings;
        libraries.Mappings = [];
        long dead;
        await using (var host = await CarryHost.StartAsync(libraries))
        {
            await host.ImportAsync(Movie);
            dead = (await host.UntilAsync("queue-transfer", JobState.Dead)).Id.Value;
            await host.IdleAsync();
            Assert.StartsWith(
                "failed for good: No entry of paths.mappings fits /movies/A/",
                Assert.Single(host.Told.All),
                StringComparison.Ordinal
            );
            Assert.Equal(1, (await host.GetAsync("/stats")).GetProperty("total_failed").GetInt64());
        }

        libraries.Mappings = mappings;
        await using var next = await CarryHost.StartAsync(libraries);
        var (status, _) = await next.PostAsync($"/jobs/{dead}/retry", new { });
        await next.IdleAsync();

        Assert.Equal(200, status);
        libraries.AssertSame(Movie);
        Assert.Equal([$"delivered {Path.GetFileName(Movie)}"], next.Told.All);
        Assert.Equal(["success"], await next.AskAsync("SELECT status FROM sync_jobs"));
    }
}
