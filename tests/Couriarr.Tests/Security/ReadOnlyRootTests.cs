using Couriarr.CrashRig;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Security;

/// <summary>
/// As a careful owner runs the container: user 1000 without any right of root, nothing to be written but the data and the
/// destination. Mounts and users make it here, where no container runs.
/// </summary>
[Trait("family", "doors")]
[Trait("slow", "yes")]
public sealed class ReadOnlyRootTests : IDisposable
{
    // $1 and $2 stay writable; what comes behind is run.
    private const string Confined = """
        set -e
        mount --make-rprivate /
        for folder in "$1" "$2"; do mount --bind "$folder" "$folder"; done
        mount -o remount,ro,bind /
        shift 2
        exec setpriv --reuid 1000 --regid 1000 --clear-groups --bounding-set=-all --no-new-privs env DOTNET_EnableDiagnostics=0 "$@"
        """;

    private readonly Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private string Root => Path.GetDirectoryName(_scratch.Path("data"))!;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task S19_user_1000_on_a_read_only_system_carries_what_a_webhook_tells()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "It needs root, to become somebody else in a world of read-only mounts.");
        await using var radarr = await FakeArr.RadarrAsync();
        var plan = await PlanAsync(radarr);
        Assert.Contains(
            "Read-only file system",
            await ConfinedAsync(plan, "sh", "-c", $"touch {Root}/x 2>&1 || true"),
            StringComparison.Ordinal
        );
        await using var host = await HostProcess.StartAsync(plan, Ct);

        var ours = $"http://127.0.0.1:{plan.Port}";
        Assert.Equal(200, (await host.Client.PostAsync($"/instances/radarr-hd/register?url={ours}", Ct)).Status);
        await radarr.ImportAsync(radarr.Add("Film"), new FakeImport("Film.mkv", [1, 2, 3]));
        var arrived = _scratch.Path("destination/Film (2021)/Film.mkv");
        await Until.TrueAsync(() => Task.FromResult(File.Exists(arrived)), "the movie arrives", Ct);

        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(arrived, Ct));
        Assert.Equal("1000:1000", Shell.Run("stat", "-c", "%u:%g", arrived));
        Assert.Equal(200, (await host.Client.PostAsync("/backups", Ct)).Status / 100 * 100);
        await ConfinedAsync(plan, [.. plan.CommandLine.SkipWhile(word => word != "dotnet").Select(Asking)]);
        Assert.Equal(0, await host.StopAsync(Ct));
        Assert.DoesNotContain("ERROR", host.Output, StringComparison.Ordinal);
    }

    private static string Asking(string word) => word == "serve" ? "healthcheck" : word;

    // Throws when it ends badly.
    private static async Task<string> ConfinedAsync(HostPlan plan, params string[] program) =>
        await Task.Run(() => Shell.Run(plan.Wrapper[0], [.. plan.Wrapper.Skip(1), .. program]), Ct);

    private async Task<HostPlan> PlanAsync(FakeArr radarr)
    {
        radarr.Disk = _scratch.Path("upstream");
        foreach (var folder in new[] { "data", "destination", "upstream/movies" })
            Directory.CreateDirectory(_scratch.Path(folder));
        var config = $$"""
            sync: { settle: 1s, reserve_mb: 0 }
            paths:
              mappings: [{ from: /movies, source: {{radarr.Disk}}/movies, destination: {{_scratch.Path("destination")}}, type: movie }]
            instances:
              radarr-hd: { kind: radarr, url: "{{radarr.Address}}", api_key: {{radarr.ApiKey}} }
            """;
        await File.WriteAllTextAsync(_scratch.Path("config.yaml"), config, Ct);
        Shell.Run("chmod", "755", Root);
        Shell.Run("chown", "1000:1000", _scratch.Path("data"), _scratch.Path("destination"));
        return _scratch.Plan().With("COURIARR_CONFIG", _scratch.Path("config.yaml")) with
        {
            Program = Path.Combine(AppContext.BaseDirectory, "Couriarr.dll"),
            Wrapper = ["unshare", "-m", "sh", "-c", Confined, "sh", _scratch.Path("data"), _scratch.Path("destination")],
        };
    }
}
