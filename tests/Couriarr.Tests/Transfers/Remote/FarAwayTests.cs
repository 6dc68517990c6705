using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers.Remote;

/// <summary>A machine that is not there, not known, or does not want us: its transfers wait, and go on by themselves.</summary>
[Trait("family", "carry")]
public sealed class FarAwayTests
{
    private const string Movie = "Dune (2021)/Dune (2021).mkv";

    [Theory]
    [InlineData("ssh")]
    [InlineData("daemon")]
    public async Task A_machine_that_is_away_is_waited_for_without_losing_a_retry(string kind)
    {
        await using var machine = await FarMachine.StartedAsync(kind);
        using var libraries = machine.Libraries();
        libraries.Put(Movie);
        await using var host = await machine.HostAsync(libraries);
        await machine.StopAsync();

        await host.ImportAsync(Movie);
        Assert.Contains("127.0.0.1 refuses the connection", await host.ReasonAsync(), StringComparison.Ordinal);
        await machine.StartAsync();
        await host.IdleAsync();

        libraries.AssertSame(Movie);
        Assert.Equal(["success 0"], await host.AskAsync("SELECT status || ' ' || retry_count FROM sync_jobs"));
    }

    [Theory]
    [InlineData("ssh")]
    [InlineData("daemon")]
    public async Task A_folder_that_is_not_there_is_waited_for_and_never_made(string kind)
    {
        await using var machine = await FarMachine.StartedAsync(kind);
        using var libraries = machine.Libraries();
        libraries.Put(Movie);
        await using var host = await machine.HostAsync(libraries);
        Directory.Move(machine.Folder, $"{machine.Folder}-away");

        await host.ImportAsync(Movie);
        var reason = await host.ReasonAsync();

        Assert.Matches("127.0.0.1 (has no folder|does not find the folder)", reason);
        Assert.False(Directory.Exists(machine.Folder));
        Directory.Move($"{machine.Folder}-away", machine.Folder);
        await host.IdleAsync();
        libraries.AssertSame(Movie);
    }

    [Fact]
    public async Task A_machine_that_nobody_vouched_for_gets_nothing_until_it_is_known()
    {
        await using var machine = (SshMachine)await FarMachine.StartedAsync("ssh");
        await File.WriteAllTextAsync(machine.KnownHosts, "", TestContext.Current.CancellationToken);
        using var libraries = machine.Libraries();
        libraries.Put(Movie);
        await using var host = await machine.HostAsync(libraries);

        await host.ImportAsync(Movie);
        var reason = await host.ReasonAsync();
        Assert.Contains("is not known yet", reason, StringComparison.Ordinal);
        Assert.Contains($" 127.0.0.1 >> {machine.KnownHosts}", reason, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(machine.Folder));
        machine.BecomeKnown();
        await host.IdleAsync();

        libraries.AssertSame(Movie);
    }

    [Fact]
    public async Task A_machine_with_another_key_than_it_is_known_by_gets_nothing()
    {
        await using var machine = (SshMachine)await FarMachine.StartedAsync("ssh");
        using var libraries = machine.Libraries();
        libraries.Put(Movie);
        await using var host = await machine.HostAsync(libraries);
        await machine.StopAsync();
        machine.ChangeHostKey();
        await machine.StartAsync();

        await host.ImportAsync(Movie);

        Assert.Contains("shows another key than the one it is known by", await host.ReasonAsync(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(machine.Folder));
    }

    [Fact]
    public async Task A_machine_that_does_not_take_our_key_is_waited_for()
    {
        await using var machine = (SshMachine)await FarMachine.StartedAsync("ssh");
        machine.LetNobodyIn();
        using var libraries = machine.Libraries();
        libraries.Put(Movie);
        await using var host = await machine.HostAsync(libraries);

        await host.ImportAsync(Movie);

        Assert.Contains("Put its public half into ~/.ssh/authorized_keys", await host.ReasonAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_others_may_read_is_not_used_and_that_is_said()
    {
        await using var machine = (SshMachine)await FarMachine.StartedAsync("ssh");
        File.SetUnixFileMode(machine.Key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        using var libraries = machine.Libraries();
        libraries.Put(Movie);
        await using var host = await machine.HostAsync(libraries);

        await host.ImportAsync(Movie);

        Assert.Contains($"chmod 600 {machine.Key}", await host.ReasonAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_daemon_that_does_not_take_our_password_is_waited_for()
    {
        await using var machine = await FarMachine.StartedAsync("daemon");
        using var libraries = machine.Libraries();
        libraries.Put(Movie);
        var wrong = new RemoteOptions { Password = new Secret("wrong") };
        await using var host = await machine.HostAsync(libraries, sync => sync with { Remote = wrong });

        await host.ImportAsync(Movie);

        Assert.Contains("sync.remote.password", await host.ReasonAsync(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(machine.Folder));
    }

    [Fact]
    public async Task An_rsync_that_hangs_over_there_is_given_up_although_its_ssh_still_answers()
    {
        await using var machine = (SshMachine)await FarMachine.StartedAsync("ssh");
        using var libraries = machine.Libraries();
        libraries.Put(Movie, 20_000_000);
        await using var host = await machine.HostAsync(
            libraries,
            sync =>
                sync with
                {
                    StallTimeout = TimeSpan.FromSeconds(4),
                    RetryInterval = TimeSpan.FromHours(1),
                    Bandwidth = new() { Limit = 1_000 },
                }
        );

        await host.ImportAsync(Movie);
        await CarryHost.UntilAsync(() => Task.FromResult(libraries.Delivered.Any()));
        machine.HangRsync();
        var given = await host.UntilAsync("transfer-media", JobState.Failed);
        machine.KillHung();

        Assert.Contains("Nothing moved for 4s", given.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_in_the_data_folder_are_taken_without_a_word()
    {
        await using var machine = (SshMachine)await FarMachine.StartedAsync("ssh");
        using var libraries = machine.Libraries();
        var ssh = Directory.CreateDirectory(Path.Combine(libraries.Data, "ssh")).FullName;
        File.Copy(machine.Key, Path.Combine(ssh, "id"));
        File.Copy(machine.KnownHosts, Path.Combine(ssh, "known_hosts"));
        libraries.Put(Movie);
        await using var host = await machine.HostAsync(libraries, sync => sync with { Remote = new() });

        await host.ImportAsync(Movie);
        await host.IdleAsync();

        libraries.AssertSame(Movie);
    }
}
