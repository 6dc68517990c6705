using Couriarr.CrashRig;

namespace Couriarr.Tests.Deploy;

/// <summary>The user, the group and the mask that a container is told.</summary>
[Trait("family", "doors")]
[Trait("slow", "yes")]
public sealed class ProcessUserTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Root_becomes_who_it_is_told_to_be_and_owns_what_it_finds()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Needs root.");
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.Path("data/old"));
        var plan = Plan(scratch).With("PUID", "12345").With("PGID", "12346").With("UMASK", "027");
        File.SetUnixFileMode(Path.GetDirectoryName(scratch.Path("data"))!, (UnixFileMode)0x1ed);

        await using var host = await HostProcess.StartAsync(plan, Ct);

        var status = await File.ReadAllLinesAsync($"/proc/{host.Id}/status", Ct);
        Assert.Equal("12345 12345 12345 12345", Of(status, "Uid"));
        Assert.Equal("12346 12346 12346 12346", Of(status, "Gid"));
        Assert.Equal("", Of(status, "Groups"));
        Assert.Equal("0027", Of(status, "Umask"));
        Assert.All(
            Directory.EnumerateDirectories($"/proc/{host.Id}/task"),
            thread => Assert.Equal("12345 12345 12345 12345", Of(File.ReadAllLines(Path.Combine(thread, "status")), "Uid"))
        );
        Assert.Equal("12345:12346", Shell.Run("stat", "-c", "%u:%g", scratch.Path("data/old")).Trim());
        Assert.Equal("12345:12346", Shell.Run("stat", "-c", "%u:%g", plan.Database).Trim());
        Assert.Equal(0, await host.StopAsync(Ct));
    }

    [Theory]
    [InlineData("PUID", "me", "PUID=me is no number of a user")]
    [InlineData("PGID", "-1", "PGID=-1 is no number of a group")]
    [InlineData("UMASK", "0888", "UMASK=0888 is no mask")]
    [InlineData("UMASK", "7777", "UMASK=7777 is no mask")]
    public async Task Nonsense_is_refused_before_anything_is_opened(string name, string value, string sentence)
    {
        using var scratch = new Scratch();

        await using var host = HostProcess.Launch(Plan(scratch).With(name, value));

        Assert.Equal(78, await host.ExitAsync(Ct));
        Assert.Contains(sentence, host.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scratch.Path("data")));
    }

    [Fact]
    public async Task Who_is_not_root_is_told_how_to_become_somebody_else()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Needs root.");
        using var scratch = new Scratch();
        var plan = Plan(scratch).With("PUID", "1000") with
        {
            Wrapper = ["setpriv", "--reuid", "1001", "--regid", "1001", "--clear-groups"],
        };

        await using var host = HostProcess.Launch(plan);

        Assert.Equal(78, await host.ExitAsync(Ct));
        Assert.Contains("--user 1000", host.Output, StringComparison.Ordinal);
    }

    private static HostPlan Plan(Scratch scratch) =>
        (scratch.Plan() with { Program = HostPlan.Couriarr }).With("COURIARR_DATA", scratch.Path("data"));

    private static string Of(string[] status, string name) =>
        string.Join(
            ' ',
            status
                .Single(line => line.StartsWith($"{name}:", StringComparison.Ordinal))[(name.Length + 1)..]
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
