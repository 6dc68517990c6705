using Couriarr.CrashRig;
using Couriarr.Features.Places;

namespace Couriarr.Tests.Transfers.Remote;

/// <summary>What is written to another machine ends with us, however we end.</summary>
[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class LifelineTests
{
    private const string Movie = "A/a.mkv";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("daemon", "Stop")]
    [InlineData("ssh", "Stop")]
    [InlineData("ssh", "Kill")]
    public async Task C11_an_rsync_to_another_machine_ends_when_its_service_is_frozen_or_killed(string kind, string signal)
    {
        await using var machine = await FarMachine.StartedAsync(kind);
        using var libraries = machine.Libraries();
        libraries.Put(Movie, 40_000_000);
        libraries.Mappings = [libraries.Mappings[0] with { Destination = machine.Address }];
        var plan = await HostCarry.PlanAsync(libraries, $"  bandwidth:\n    limit: 500\n  remote:\n{machine.AccessInYaml}");

        await using var host = HostProcess.Launch(plan.With("LEASE", "6"));
        await CarryHost.UntilAsync(() => Task.FromResult(machine.Copying is not null && libraries.Delivered.Any()), 60);
        host.Signal(Enum.Parse<Signal>(signal));
        await CarryHost.UntilAsync(() => Task.FromResult(machine.Copying is null));

        Assert.False(File.Exists(libraries.At(Movie)));
    }

    [Fact]
    public async Task One_that_beats_lets_its_group_work_as_long_as_it_takes_and_end_as_it_ends()
    {
        var silence = TimeSpan.FromSeconds(1);
        var (shell, arguments) = Lifeline.Around("/bin/sh", ["-c", "echo said; sleep 3; exit 7"], silence);
        await using var group = ProcessGroup.Start(shell, arguments, Quiet, "/", TimeProvider.System, hasInput: true);
        using var beats = Lifeline.To(group, TimeProvider.System, silence);

        Assert.Equal(7, await group.WaitAsync(Ct));
        Assert.Equal("said\n", await group.Output.ReadToEndAsync(Ct));
        Assert.Empty(Family.Of(group.Id));
    }

    [Fact]
    public async Task C11_a_group_that_nobody_beats_for_is_ended_whole()
    {
        var (shell, arguments) = Lifeline.Around("/bin/sh", ["-c", "sleep 600 & sleep 600"], TimeSpan.FromSeconds(1));
        await using var group = ProcessGroup.Start(shell, arguments, Quiet, "/", TimeProvider.System, hasInput: true);

        Assert.Equal(128 + 9, await group.WaitAsync(Ct));
        await CarryHost.UntilAsync(() => Task.FromResult(!Family.Of(group.Id).Any()));
    }

    [Fact]
    public async Task A05_a_group_whose_service_is_gone_ends_at_once()
    {
        var (shell, arguments) = Lifeline.Around("/bin/sleep", ["600"], TimeSpan.FromMinutes(5));
        await using var group = ProcessGroup.Start(shell, arguments, Quiet, "/", TimeProvider.System, hasInput: true);

        await group.Input.DisposeAsync();

        Assert.Equal(128 + 9, await group.WaitAsync(Ct));
    }

    private static KeyValuePair<string, string>[] Quiet => [new("PATH", "/usr/bin:/bin")];
}
