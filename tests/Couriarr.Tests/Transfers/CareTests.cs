using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;

namespace Couriarr.Tests.Transfers;

/// <summary>Verification, retries, and what is cleaned up.</summary>
[Trait("family", "carry")]
public sealed class CareTests
{
    private const string Movie = "A/a.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SyncEngine.Native)]
    [InlineData(SyncEngine.Rsync)]
    public async Task C29_a_flipped_byte_is_caught_by_the_hash_and_copied_again(SyncEngine engine)
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        var faults = new Faults();
        await using var host = await CarryHost.StartAsync(
            libraries,
            sync => sync with { Engine = engine, Verify = Verification.Hash },
            faults
        );
        var flipped = false;
        faults.Always(
            "transfer.after_copy",
            () =>
            {
                if (!flipped)
                    Flip(Directory.EnumerateFiles(libraries.At("A")).Single(path => TempName.IsOurs(Path.GetFileName(path))));
                flipped = true;
            }
        );

        await host.ImportAsync(Movie);
        await host.IdleAsync();

        Assert.True(flipped);
        libraries.AssertSame(Movie);
        Assert.Contains(
            host.Told.All,
            text => text.StartsWith("failed for now: The copy was corrupted on transfer", StringComparison.Ordinal)
        );
        Assert.Equal(["hash 1"], await host.AskAsync("SELECT verified || ' ' || retry_count FROM sync_jobs"));
        libraries.Check();
    }

    [Fact]
    public async Task C11_a_run_whose_job_was_given_to_another_publishes_nothing_and_leaves_nothing()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        var faults = new Faults();
        var (verified, goOn) = faults.Hold("transfer.after_verify");
        await using var host = await CarryHost.StartAsync(libraries, faults: faults);

        await host.ImportAsync(Movie);
        await verified.WaitAsync(Ct);
        await host.Get<Database>()
            .WriteAsync(
                session => session.ExecuteAsync("UPDATE job_queue SET token = token + 1000 WHERE type = 'transfer-media'"),
                WriteKind.Upkeep,
                Ct
            );
        goOn();
        await CarryHost.UntilAsync(() => Task.FromResult(host.Get<JobDesk>().Lanes.Single(lane => lane.Name == "transfer").Running == 0));

        Assert.DoesNotContain("transfer.before_rename", faults.Reached);
        Assert.Empty(libraries.Delivered);
    }

    [Fact]
    public async Task What_keeps_failing_is_given_up_after_its_retries_told_twice_and_taken_up_again_by_a_person()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        var faults = new Faults();
        faults.Always("transfer.after_temp_create", () => throw new IOException("a stone in the way"));
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { MaxRetries = 2 }, faults);

        await host.ImportAsync(Movie);
        var dead = await host.UntilAsync("transfer-media", JobState.Dead);

        Assert.Equal("Given up after 3 tries. a stone in the way", dead.Note);
        Assert.Equal(
            ["failed_permanent 3 a stone in the way"],
            await host.AskAsync("SELECT status || ' ' || retry_count || ' ' || error_message FROM sync_jobs")
        );
        Assert.Equal(["0 1"], await host.AskAsync("SELECT movies_synced || ' ' || failures FROM sync_stats"));
        await CarryHost.UntilAsync(() => Task.FromResult(host.Told.All.Count == 2));
        Assert.Equal(["failed for now: a stone in the way", "failed for good: a stone in the way"], host.Told.All);

        faults.Always("transfer.after_temp_create", () => { });
        await host.Get<JobDesk>().RetryAsync(dead.Id, Ct);
        await host.IdleAsync();
        libraries.AssertSame(Movie);
        libraries.Check();
    }

    [Fact]
    public async Task One_that_fails_holds_up_no_other_of_its_batch()
    {
        using var libraries = new Libraries();
        libraries.Put("Show/S01E01.mkv");
        libraries.Put("Show/S01E02.mkv");
        Directory.CreateDirectory(libraries.At("Show/S01E01.mkv"));
        await using var host = await CarryHost.StartAsync(libraries);

        await host.ImportAsync(libraries.Season("Show/S01E01.mkv", "Show/S01E02.mkv"));
        var dead = await host.UntilAsync("transfer-media", JobState.Dead);
        await host.IdleAsync();

        Assert.Contains("a folder has the name of the file", dead.Note, StringComparison.Ordinal);
        Assert.Equal(["failed_permanent", "success"], await host.AskAsync("SELECT status FROM sync_jobs ORDER BY id"));
        Assert.Equal(["delivered S01E02.mkv"], host.Told.Deliveries);
    }

    [Fact]
    public async Task C19_the_cleaner_takes_our_old_leftovers_and_no_other_hidden_file()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries);
        await host.ImportAsync(Movie);
        await host.IdleAsync();
        string[] foreign = [".a.mkv.Xy12Zz", ".couriarr-7-a.mkv", ".couriarr-9-other.part"];
        foreach (var name in foreign.Append(".couriarr-8-a.mkv.part"))
            await File.WriteAllTextAsync(libraries.At($"A/{name}"), "x", Ct);
        var old = libraries.At($"{Recycle.Folder}/2020-01-01/A/x.mkv");
        Directory.CreateDirectory(Path.GetDirectoryName(old)!);
        await File.WriteAllTextAsync(old, "x", Ct);
        await host.Get<Database>()
            .WriteAsync(
                session =>
                    session.ExecuteAsync(
                        "UPDATE sync_jobs SET status = 'failed_permanent', temp_name = '.couriarr-8-a.mkv.part', started_at = 0"
                    ),
                WriteKind.Upkeep,
                Ct
            );

        await host.Get<JobQueue>().EnqueueAsync(new ClearTransfers(), ct: Ct);
        await host.IdleAsync();

        Assert.Equal(
            foreign.Append("a.mkv").Order(StringComparer.Ordinal),
            libraries.Delivered.Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.False(Directory.Exists(libraries.At($"{Recycle.Folder}/2020-01-01")));
    }

    private static void Flip(string path)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
        var first = file.ReadByte();
        file.Position = 0;
        file.WriteByte((byte)~first);
    }
}
