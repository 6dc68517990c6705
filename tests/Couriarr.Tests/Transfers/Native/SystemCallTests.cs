using Couriarr.CrashRig;
using static Couriarr.Tests.Transfers.HostCarry;
using Shell = Couriarr.Tests.Storage.Shell;

namespace Couriarr.Tests.Transfers.Native;

/// <summary>The kernel refuses a copy of our own, or the program dies in the very call.</summary>
[Trait("family", "carry")]
[Trait("slow", "yes")]
public sealed class SystemCallTests
{
    private const string Movie = "A/a.mkv";
    private const int LongestSweep = 12;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public SystemCallTests() => Assert.SkipUnless(Strace.IsPossible && Shell.Has("sqlite3"), "It needs root, strace and sqlite3.");

    [Theory]
    [InlineData("copy_file_range")]
    [InlineData("utimensat,?renameat,?renameat2")]
    public async Task A06_A09_killed_in_any_call_of_a_copy_the_next_run_finishes_it(string calls)
    {
        var nth = 1;
        while (await DiesAtAsync(calls, nth, Movie))
            nth++;
        Assert.InRange(nth, 2, LongestSweep);
    }

    [Theory]
    [InlineData("copy_file_range")]
    [InlineData("utimensat")]
    [InlineData("fsync,fdatasync")]
    [InlineData("?renameat,?renameat2")]
    public async Task A06_A09_killed_among_small_files_that_go_side_by_side_the_next_run_finishes_them_all(string calls)
    {
        string[] files = [.. Enumerable.Range(1, 12).Select(i => $"A/{i:00}.srt")];
        Assert.True(await DiesAtAsync(calls, 1, files));
    }

    [Theory]
    [InlineData("copy_file_range", "EXDEV")]
    [InlineData("copy_file_range", "EOPNOTSUPP")]
    [InlineData("copy_file_range,sendfile", "EINVAL")]
    [InlineData("openat2", "ENOSYS")]
    public async Task What_the_kernel_cannot_do_is_done_in_another_way(string calls, string error)
    {
        using var libraries = new Libraries();
        libraries.Put(Movie, 3_000_000);
        var plan = await PlanAsync(libraries, "  engine: native\n");

        await using var host = await HostProcess.StartAsync(plan with { Wrapper = Strace.Around(calls, $"error={error}") }, Ct);
        await UntilDoneAsync(libraries);
        await host.StopAsync(Ct);

        await AssertDoneAsync(libraries, Movie);
    }

    [Theory]
    [InlineData("copy_file_range", "EIO")]
    [InlineData("copy_file_range", "ESTALE")]
    [InlineData("utimensat", "EIO")]
    public async Task C12_what_fails_at_its_second_call_is_tried_again_and_whole_in_the_end(string calls, string error)
    {
        using var libraries = new Libraries();
        libraries.Put(Movie, 3_000_000);
        var plan = await PlanAsync(libraries, "  engine: native\n  retry_interval: 1s\n  retry_flat: true\n");
        await using var host = await HostProcess.StartAsync(plan, Ct);
        await using (await Strace.AttachAsync(host, calls, $"error={error}", [], Ct))
            await CarryHost.UntilAsync(async () => (await RetriesAsync(libraries)) > 0);

        Assert.False(File.Exists(libraries.At(Movie)));
        await UntilDoneAsync(libraries);
        await host.StopAsync(Ct);

        await AssertDoneAsync(libraries, Movie);
    }

    // False when all of it was done without meeting the call that often.
    private static async Task<bool> DiesAtAsync(string calls, int nth, params string[] files)
    {
        using var libraries = new Libraries();
        foreach (var file in files)
            libraries.Put(file, 3_000_000 / files.Length);
        var plan = await PlanAsync(libraries, "  engine: native\n", files);
        int code;
        await using (var host = HostProcess.Launch(plan with { Wrapper = Strace.Around(calls, $"signal=SIGKILL:when={nth}") }))
        {
            await CarryHost.UntilAsync(async () => host.HasExited || (await EndsAsync(libraries)).Count > 0, 60);
            code = await host.StopAsync(Ct);
        }
        await using (var next = await HostProcess.StartAsync(plan, Ct))
        {
            await UntilDoneAsync(libraries);
            await next.StopAsync(Ct);
        }
        await AssertDoneAsync(libraries, files);
        return code != 0;
    }

    private static async Task AssertDoneAsync(Libraries libraries, params string[] files)
    {
        Assert.All(files, libraries.AssertSame);
        libraries.Check();
        Assert.Equal(files.Select(_ => "success transfer-media succeeded"), await EndsAsync(libraries));
    }
}
