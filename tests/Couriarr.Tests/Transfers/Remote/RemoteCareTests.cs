using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers.Remote;

/// <summary>What is not trusted on another machine, and what is left behind on this one.</summary>
[Trait("family", "carry")]
public sealed class RemoteCareTests
{
    private const string Movie = "Dune (2021)/Dune (2021).mkv";

    [Fact]
    public async Task C29_a_flipped_byte_on_another_machine_is_copied_again()
    {
        await using var machine = (SshMachine)await FarMachine.StartedAsync("ssh");
        using var libraries = machine.Libraries();
        libraries.Put(Movie, 300_000);
        machine.FlipOnce(libraries.At(Movie));
        await using var host = await machine.HostAsync(libraries, sync => sync with { Verify = Verification.Hash });

        await host.ImportAsync(Movie);
        await host.IdleAsync();

        Assert.True(machine.HasFlipped);
        libraries.AssertSame(Movie);
        Assert.Equal(["success hash"], await host.AskAsync("SELECT status || ' ' || verified FROM sync_jobs"));
        Assert.Equal(1, (await host.UntilAsync("transfer-media", JobState.Succeeded)).RetryCount);
    }

    [Fact]
    public async Task What_a_killed_run_made_ready_for_another_machine_is_gone_after_the_start_and_its_originals_are_not()
    {
        await using var machine = await FarMachine.StartedAsync("daemon");
        using var libraries = machine.Libraries();
        var original = libraries.Put(Movie);
        var stages = Path.Combine(libraries.Data, "stages");
        var left = Directory.CreateDirectory(Path.Combine(stages, "left")).FullName;
        File.CreateSymbolicLink(Path.Combine(left, "movie.mkv"), original);
        Directory.CreateSymbolicLink(Path.Combine(left, "library"), libraries.Source);

        await using var host = await machine.HostAsync(libraries);
        Assert.False(Directory.Exists(stages));
        await host.ImportAsync(Movie);
        await host.IdleAsync();

        libraries.AssertSame(Movie);
        Assert.Empty(Directory.EnumerateFileSystemEntries(stages));
    }
}
