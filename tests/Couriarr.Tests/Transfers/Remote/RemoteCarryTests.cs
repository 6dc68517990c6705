using System.Globalization;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers.Remote;

/// <summary>To a real sshd and a real rsync daemon.</summary>
[Trait("family", "carry")]
public sealed class RemoteCarryTests
{
    private const string Movie = "Dune (2021)/Dune (2021).mkv";
    private static readonly DateTime Long = new(2021, 3, 4, 5, 6, 7, DateTimeKind.Utc);
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ssh", Verification.Size)]
    [InlineData("ssh", Verification.Hash)]
    [InlineData("daemon", Verification.Size)]
    [InlineData("daemon", Verification.Hash)]
    public async Task A_movie_arrives_on_another_machine_whole_with_its_time(string kind, Verification verify)
    {
        await using var machine = await FarMachine.StartedAsync(kind);
        using var libraries = machine.Libraries();
        File.SetLastWriteTimeUtc(libraries.Put(Movie, 3_000_000), Long);
        await using var host = await machine.HostAsync(libraries, sync => sync with { Verify = verify });

        await host.ImportAsync(Movie);
        await host.IdleAsync();

        libraries.AssertSame(Movie);
        Assert.Equal(Long, File.GetLastWriteTimeUtc(libraries.At(Movie)));
        Assert.Equal(["delivered Dune (2021).mkv"], host.Told.All);
        Assert.Equal(
            [$"success new {verify.ToString().ToLowerInvariant()} whole {machine.Address}/{Movie}"],
            await host.AskAsync(
                "SELECT status || ' ' || outcome || ' ' || verified || CASE WHEN bytes_transferred >= 3000000 THEN ' whole ' ELSE '' END || dest_path FROM sync_jobs"
            )
        );
    }

    [Theory]
    [InlineData("ssh")]
    [InlineData("daemon")]
    public async Task Names_that_mean_something_to_a_shell_or_to_rsync_arrive_as_they_are(string kind)
    {
        string[] names =
        [
            "-e sh/--rsh=sh.mkv",
            "$(touch x)/`id`; rm -rf ~.mkv",
            "A [2021]/[a-z]*?.mkv",
            "It's \"quoted\"/two  spaces 'and' more .mkv",
            "Ünï & 🎬/new\nline.mkv",
            "~/a:b@c::d.mkv",
        ];
        await using var machine = await FarMachine.StartedAsync(kind);
        using var libraries = machine.Libraries();
        Directory.CreateDirectory(libraries.At("A 2"));
        foreach (var name in names)
            libraries.Put(name, 5_000);
        await using var host = await machine.HostAsync(libraries);

        foreach (var (id, name) in names.Index())
            await host.ImportAsync(name, id: id + 1);
        await host.IdleAsync();

        Assert.Equal(names.Order(StringComparer.Ordinal), libraries.Delivered);
        Assert.All(names, libraries.AssertSame);
        Assert.Empty(Directory.EnumerateFileSystemEntries(libraries.At("A 2")));
    }

    [Theory]
    [InlineData("ssh")]
    [InlineData("daemon")]
    public async Task A_copy_that_was_killed_is_gone_on_with(string kind)
    {
        const int Size = 12_000_000;
        await using var machine = await FarMachine.StartedAsync(kind);
        using var libraries = machine.Libraries();
        libraries.Put(Movie, Size);
        await using var host = await machine.HostAsync(
            libraries,
            sync =>
                sync with
                {
                    RetryInterval = TimeSpan.FromHours(1),
                    Bandwidth = new() { Limit = 4_000 },
                }
        );
        var folder = Path.GetDirectoryName(libraries.At(Movie))!;

        await host.ImportAsync(Movie);
        await CarryHost.UntilAsync(() => Task.FromResult(Begun(folder) > 3_000_000));
        var rsync = machine.Copying!.Value;
        Assert.Contains("--bwlimit=4000", FarMachine.CommandOf(rsync), StringComparison.Ordinal);
        Linux.KillOne(rsync);
        await host.UntilAsync("transfer-media", JobState.Failed);
        await CarryHost.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(folder, ".couriarr-partial", Path.GetFileName(Movie)))));
        Assert.False(File.Exists(libraries.At(Movie)));
        var transfer = await host.UntilAsync("transfer-media", JobState.Failed);
        await host.Get<JobDesk>().RushAsync(transfer.Id, Ct);
        await host.UntilAsync("transfer-media", JobState.Succeeded);

        libraries.AssertSame(Movie);
        Assert.InRange(
            long.Parse(
                Assert.Single(await host.AskAsync("SELECT CAST(bytes_transferred AS TEXT) FROM sync_jobs")),
                CultureInfo.InvariantCulture
            ),
            1,
            Size - 2_000_000
        );
        Assert.Equal([Path.GetFileName(Movie)], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("ssh")]
    [InlineData("daemon")]
    public async Task An_upgrade_of_the_same_name_replaces_and_what_is_caught_up_leaves_what_is_whole(string kind)
    {
        await using var machine = await FarMachine.StartedAsync(kind);
        using var libraries = machine.Libraries();
        await using var host = await machine.HostAsync(libraries);
        foreach (var size in new[] { 40_000, 50_000 })
        {
            libraries.Put(Movie, size);
            await host.ImportAsync(Movie);
            await host.IdleAsync();
        }
        libraries.AssertSame(Movie);
        File.SetLastWriteTimeUtc(libraries.At(Movie), Long);

        await host.ImportAsync(Movie, onlyMissing: true);
        await host.IdleAsync();
        Assert.Equal(Long, File.GetLastWriteTimeUtc(libraries.At(Movie)));
        libraries.Put(Movie, 60_000);
        await host.ImportAsync(Movie, onlyMissing: true);
        await host.IdleAsync();

        libraries.AssertSame(Movie);
        Assert.Equal(["new", "replaced", "present", "repaired"], await host.AskAsync("SELECT outcome FROM sync_jobs ORDER BY id"));
    }

    [Theory]
    [InlineData("ssh")]
    [InlineData("daemon")]
    public async Task A_dry_run_looks_there_and_changes_nothing(string kind)
    {
        await using var machine = await FarMachine.StartedAsync(kind);
        using var libraries = machine.Libraries();
        libraries.Put(Movie);
        await using var host = await machine.HostAsync(libraries, sync => sync with { DryRun = true });

        await host.ImportAsync(Movie);
        await host.IdleAsync();

        Assert.Empty(Directory.EnumerateFileSystemEntries(machine.Folder));
        Assert.Contains("(new)", Assert.Single(await host.AskAsync("SELECT error_message FROM sync_jobs")), StringComparison.Ordinal);
    }

    private static long Begun(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().Select(file => file.Length).DefaultIfEmpty().Max() : 0;
}
