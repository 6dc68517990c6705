using System.Text.RegularExpressions;
using Couriarr.CrashRig;
using Couriarr.Tests.House;

namespace Couriarr.Tests.Deploy;

/// <summary>The files that others read: container, compose, Kubernetes, Unraid, systemd.</summary>
[Trait("family", "docs")]
public sealed partial class DeployFileTests
{
    private static readonly string[] Foreign = ["TZ", "DOTNET_EnableDiagnostics", "PUID", "PGID", "COURIARR_HOME", "COURIARR_CONFIG"];

    [Fact]
    public void Every_file_that_the_image_is_built_of_exists_and_passes_the_ignore_list()
    {
        var ignored = Repository.Read(".dockerignore");

        Assert.All(
            Copied().Matches(Repository.Read("deploy/Dockerfile")).SelectMany(match => match.Groups["what"].Value.Split(' ')),
            file =>
            {
                Assert.True(Path.Exists(Path.Combine(Repository.Root, file)), $"{file} is copied and does not exist");
                Assert.Contains($"!{file}\n", ignored, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void The_image_runs_as_nobody_special_with_what_the_program_needs()
    {
        var image = Repository.Read("deploy/Dockerfile");

        Assert.Contains("\nUSER 1000:1000\n", image, StringComparison.Ordinal);
        Assert.Contains("\nEXPOSE 8475\n", image, StringComparison.Ordinal);
        Assert.Contains("\"healthcheck\"]", image, StringComparison.Ordinal);
        Assert.All(["rsync", "libsqlite3-0", "tzdata", "util-linux"], package => Assert.Contains(package, image, StringComparison.Ordinal));
        Assert.DoesNotContain("sh\", \"-c", image, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_takes_from_the_container_what_it_does_not_need()
    {
        var service = Ours(Repository.Read("deploy/compose.yaml"));

        Assert.All(
            ["read_only: true", "init: true", "cap_drop: [ALL]", "no-new-privileges:true", "\"8475:8475\""],
            line => Assert.Contains(line, service, StringComparison.Ordinal)
        );
        Assert.All(
            Listed().Match(service).Groups["names"].Value.Split(", "),
            secret => Assert.Contains($"/run/secrets/{secret}", service, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Kubernetes_runs_one_of_it_as_nobody_special_and_every_volume_is_mounted()
    {
        var set = Repository.Read("deploy/kubernetes/couriarr.yaml");
        var (mounts, volumes) = (
            set[set.IndexOf("volumeMounts:", StringComparison.Ordinal)..set.IndexOf("      volumes:", StringComparison.Ordinal)],
            set[set.IndexOf("      volumes:", StringComparison.Ordinal)..]
        );

        Assert.All(
            ["replicas: 1", "runAsNonRoot: true", "readOnlyRootFilesystem: true", "drop: [ALL]", "path: /ready"],
            line => Assert.Contains(line, set, StringComparison.Ordinal)
        );
        Assert.Equal(
            Volume().Matches(volumes).Select(match => match.Groups["name"].Value).Append("data").Order(),
            Volume().Matches(mounts).Select(match => match.Groups["name"].Value).Order()
        );
    }

    [Theory]
    [InlineData("deploy/compose.yaml")]
    [InlineData("deploy/Dockerfile")]
    [InlineData("deploy/kubernetes/couriarr.yaml")]
    [InlineData("deploy/systemd/couriarr.service")]
    [InlineData("deploy/unraid/couriarr.xml")]
    public void Every_variable_that_is_set_is_one_of_ours(string file)
    {
        var ours = Repository.Read("docs/configuration.md");
        var text = Ours(Repository.Read(file));

        Assert.All(
            Variable().Matches(text).Select(match => match.Groups["name"].Value).Except(Foreign),
            name => Assert.Contains($"`{Regex.Replace(name, "_FILE$", "")}`", ours, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Systemd_finds_nothing_to_object_to_in_the_unit_and_calls_it_well_protected()
    {
        Assert.SkipUnless(Shell.Has("systemd-analyze"), "systemd-analyze is not installed.");
        using var scratch = new Scratch();
        var unit = scratch.Path("couriarr.service");
        File.WriteAllText(unit, Repository.Read("deploy/systemd/couriarr.service").Replace("/opt/couriarr/Couriarr", "/bin/true"));

        Assert.Equal("", Shell.Run("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", unit).Trim());
        var security = Shell.Run("systemd-analyze", "security", "--offline=true", "--threshold=30", "--no-pager", unit);
        Assert.Contains("OK", security, StringComparison.Ordinal);
    }

    [Fact]
    public void The_installer_puts_a_release_where_the_unit_looks_and_never_touches_what_you_set()
    {
        using var scratch = new Scratch();
        var (release, root) = (Directory.CreateDirectory(scratch.Path("release")).FullName, scratch.Path("root"));
        foreach (var file in new[] { "deploy/install.sh", "deploy/systemd/couriarr.service", "README.md", "config.example.yaml" })
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(release, Path.GetFileName(file)));
        File.Copy("/bin/true", Path.Combine(release, "Couriarr"));

        Shell.Run("bash", Path.Combine(release, "install.sh"), "--root", root);
        File.WriteAllText(Path.Combine(root, "etc/couriarr/config.yaml"), "mine");
        File.WriteAllText(Path.Combine(release, "Couriarr"), "newer");
        Shell.Run("bash", Path.Combine(release, "install.sh"), "--root", root);

        Assert.Equal("newer", File.ReadAllText(Path.Combine(root, "opt/couriarr/Couriarr")));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(root, "etc/couriarr/config.yaml")));
        Assert.Equal("/opt/couriarr/Couriarr", new FileInfo(Path.Combine(root, "usr/local/bin/couriarr")).LinkTarget);
        Assert.Contains(
            "ExecStart=/opt/couriarr/Couriarr serve",
            File.ReadAllText(Path.Combine(root, "etc/systemd/system/couriarr.service")),
            StringComparison.Ordinal
        );
    }

    // Of compose.yaml: the other services have variables of their own.
    private static string Ours(string text) => text.Split("\n  radarr:")[0];

    [GeneratedRegex(@"^COPY (?!--from)(?<what>.+) \S+$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Copied();

    [GeneratedRegex(
        @"(^ +|Environment=|name: |Target="")(?<name>[A-Z][A-Z_]{4,})(:|=|,|"")",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Variable();

    [GeneratedRegex(@"secrets: \[(?<names>[^]]+)\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Listed();

    [GeneratedRegex(@"^ +- \{ name: (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Volume();
}
