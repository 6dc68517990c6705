using Couriarr.Features.Configuration.Options;

namespace Couriarr.Tests.Transfers;

/// <summary>Who copies where.</summary>
[Trait("family", "carry")]
public sealed class EngineChoiceTests
{
    private const string Movie = "A/a.mkv";

    [Fact]
    public async Task On_local_disks_no_other_program_is_started() => Assert.Equal(0, await WritersAsync(new Libraries(), SyncEngine.Auto));

    [Fact]
    public async Task Rsync_copies_where_it_is_named() => Assert.NotEqual(0, await WritersAsync(new Libraries(), SyncEngine.Rsync));

    [Fact]
    public async Task Onto_a_mount_that_may_hang_a_process_copies_that_can_be_ended()
    {
        Assert.SkipUnless(MountedFolder.IsPossible, MountedFolder.Reason);
        using var mount = new MountedFolder();

        Assert.NotEqual(0, await WritersAsync(new Libraries(mount.Folder), SyncEngine.Auto));
    }

    // How many processes of others are at work in the middle of a copy.
    private static async Task<int> WritersAsync(Libraries lent, SyncEngine engine)
    {
        using var libraries = lent;
        libraries.Put(Movie, 2_000_000);
        var writers = -1;
        var faults = new Faults();
        faults.Once("transfer.mid", () => writers = libraries.Writers.Count());
        await using var host = await CarryHost.StartAsync(
            libraries,
            sync =>
                sync with
                {
                    Engine = engine,
                    Bandwidth = new() { Limit = 1000 },
                },
            faults
        );

        await host.ImportAsync(Movie);
        await host.IdleAsync();

        libraries.AssertSame(Movie);
        Assert.NotEqual(-1, writers);
        return writers;
    }
}
