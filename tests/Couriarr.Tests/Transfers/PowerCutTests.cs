using Couriarr.CrashRig;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Tests.Transfers;

[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class PowerCutTests
{
    private const string Movie = "A/a.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SyncEngine.Native)]
    [InlineData(SyncEngine.Rsync)]
    public async Task C30_what_was_called_delivered_is_whole_after_a_power_cut(SyncEngine engine)
    {
        Assert.SkipUnless(LoopDisk.IsPossible, "needs root, loop devices and mkfs.ext4");
        using var disk = new LoopDisk();
        using var libraries = new Libraries(disk.Folder);
        libraries.Put(Movie, 5_000_000);
        await using (var host = await CarryHost.StartAsync(libraries, sync => sync with { Engine = engine }))
        {
            await host.ImportAsync(Movie);
            await CarryHost.UntilAsync(async () => (await host.AskAsync("SELECT id FROM sync_jobs WHERE status = 'success'")).Count > 0);
            disk.Cut();
        }

        await disk.RemountAsync(Ct);

        libraries.AssertSame(Movie);
        libraries.Check();
    }

    [Fact]
    public async Task C30_of_many_small_files_none_is_seen_under_its_name_that_a_power_cut_could_empty()
    {
        Assert.SkipUnless(LoopDisk.IsPossible, "needs root, loop devices and mkfs.ext4");
        using var disk = new LoopDisk();
        using var libraries = new Libraries(disk.Folder);
        string[] files = [.. Enumerable.Range(100, 200).Select(i => $"Show/Season 01/S01E{i}.srt")];
        foreach (var file in files)
            libraries.Put(file, 5000);
        List<string> seen;
        await using (var host = await CarryHost.StartAsync(libraries, sync => sync with { Engine = SyncEngine.Native }))
        {
            await host.ImportAsync(libraries.Season(files));
            await CarryHost.UntilAsync(async () => (await SeenAsync(host)).Count > 50);
            seen = await SeenAsync(host);
            disk.Cut();
        }

        await disk.RemountAsync(Ct);

        Assert.All(seen, libraries.AssertSame);
        Assert.All(libraries.Delivered.Where(path => path.EndsWith(".srt", StringComparison.Ordinal)), libraries.AssertSame);
    }

    private static Task<List<string>> SeenAsync(CarryHost host) => host.AskAsync("SELECT within FROM sync_jobs WHERE status = 'success'");
}
