using Couriarr.CrashRig;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Deploy;

/// <summary>
/// What a container does to the program, without one: it is process 1, user 1000, without any capability, and everything but its data and
/// its destination is read-only. Images are not built here.
/// </summary>
[Trait("family", "doors")]
[Trait("slow", "yes")]
public sealed class ContainerTests
{
    private const string Enter = """
        set -e
        mount --make-rprivate /
        for folder in $WRITABLE; do mount --bind "$folder" "$folder"; done
        mount -o remount,bind,ro /
        mount -t proc proc /proc
        exec setpriv --reuid 1000 --regid 1000 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A17_It_carries_an_import_as_process_1_of_a_container_whose_root_is_read_only()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Needs root.");
        using var scratch = new Scratch();
        await using var radarr = await FakeArr.RadarrAsync();
        radarr.Disk = scratch.Path("near");
        var (far, plan) = (scratch.Path("far"), await PlanAsync(scratch, radarr));

        await using var host = await HostProcess.StartAsync(plan, Ct);
        await host.Client.PostAsync($"/instances/radarr/register?url=http://127.0.0.1:{plan.Port}", Ct);
        await radarr.ImportAsync(radarr.Add("Film"), new FakeImport("Film.mkv", new byte[100_000]));
        await Until.TrueAsync(
            () => Task.FromResult(File.Exists(Path.Join(far, "Film (2021)/Film.mkv"))),
            "the movie arrives",
            Ct,
            seconds: 60
        );

        var program = Inside(host.Id);
        Assert.Equal("1", Of(program, "NSpid").Split(' ')[^1]);
        Assert.Equal("1000 1000 1000 1000", Of(program, "Uid"));
        Assert.Equal("0000000000000000", Of(program, "CapEff"));
        Assert.Equal("1000:1000", Shell.Run("stat", "-c", "%u:%g", Path.Join(far, "Film (2021)/Film.mkv")).Trim());
        await Until.TrueAsync(() => Task.FromResult(Zombies(program) == 0), "no dead child is left", Ct);
        Shell.Run("kill", "-TERM", Path.GetFileName(program));
        Assert.Equal(0, await host.ExitAsync(Ct));
    }

    private static async Task<HostPlan> PlanAsync(Scratch scratch, FakeArr radarr)
    {
        string[] own = [scratch.Path("data"), scratch.Path("far")];
        foreach (var folder in own.Append(scratch.Path("near/movies")))
            Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(
            scratch.Path("config.yaml"),
            $$"""
            sync: { settle: 0s, reserve_mb: 0 }
            paths: { mappings: [{ from: /movies, source: {{scratch.Path("near")}}/movies, destination: {{scratch.Path(
                "far"
            )}}, type: movie }] }
            instances: { radarr: { kind: radarr, url: "{{radarr.Address}}", api_key: {{radarr.ApiKey}} } }
            """,
            Ct
        );
        Shell.Run("chown", ["-R", "1000:1000", .. own]);
        Shell.Run("chmod", "755", Path.GetDirectoryName(own[0])!);
        return scratch.Plan().With("COURIARR_CONFIG", scratch.Path("config.yaml")).With("WRITABLE", string.Join(' ', own)) with
        {
            Program = HostPlan.Couriarr,
            Wrapper = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", Enter, "sh"],
        };
    }

    /// <summary>The program behind unshare, as it is seen from here.</summary>
    private static string Inside(int unshare) =>
        Directory
            .EnumerateDirectories("/proc")
            .Single(process => char.IsAsciiDigit(Path.GetFileName(process)[0]) && IsChild(process, unshare));

    private static int Zombies(string program) =>
        Directory
            .EnumerateDirectories("/proc")
            .Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
            .Count(process => IsChild(process, int.Parse(Path.GetFileName(program), null)) && Of(process, "State").StartsWith('Z'));

    // A process may end while it is looked at.
    private static bool IsChild(string process, int of)
    {
        try
        {
            return Of(process, "PPid") == of.ToString(null, null);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string Of(string process, string name) =>
        string.Join(
            ' ',
            File.ReadAllLines(Path.Combine(process, "status"))
                .Single(line => line.StartsWith($"{name}:", StringComparison.Ordinal))[(name.Length + 1)..]
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
