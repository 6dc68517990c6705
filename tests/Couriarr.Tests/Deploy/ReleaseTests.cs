using System.Text.Json;
using Couriarr.CrashRig;
using Couriarr.Tests.House;

namespace Couriarr.Tests.Deploy;

/// <summary>What a release is called, and what it says it is made of. Building one takes minutes and is done by hand.</summary>
[Trait("family", "docs")]
[Trait("slow", "yes")]
public sealed class ReleaseTests
{
    private const string Lock = "src/Couriarr/packages.lock.json";

    [Fact]
    public void It_is_called_as_the_tag_says_and_the_changes_must_tell_of_it()
    {
        using var scratch = new Scratch();
        var root = Checkout(scratch);

        Assert.Matches("^3[.]2[.]1-[0-9a-f]{12}$", Version(root));
        Git(root, "tag", "v3.2.2");
        var refusal = Assert.Throws<InvalidOperationException>(() => Version(root));
        Assert.Contains("CHANGELOG.md says nothing of 3.2.2", refusal.Message, StringComparison.Ordinal);
        File.AppendAllText(Path.Combine(root, "CHANGELOG.md"), "\n## 3.2.2\n\nBetter.\n");
        Git(root, "commit", "--quiet", "--all", "--message", "Better");
        Git(root, "tag", "--force", "v3.2.2");
        Assert.Equal("3.2.2", Version(root));
    }

    [Fact]
    public void The_version_in_the_source_is_the_one_that_the_changes_begin_with() =>
        Assert.Contains(
            $"<Version>{Repository.Read("CHANGELOG.md").Split("\n## ")[1].Split('\n')[0]}</Version>",
            Repository.Read("Directory.Build.props"),
            StringComparison.Ordinal
        );

    [Fact]
    public void The_list_of_what_it_is_made_of_has_every_package_in_its_version_and_the_runtime()
    {
        Assert.SkipUnless(Shell.Has("jq"), "jq is not installed.");
        using var scratch = new Scratch();
        var assets = scratch.Path("assets.json");
        File.WriteAllText(
            assets,
            """
            {"project": {"frameworks": {"net10.0": {
              "dependencies": {"Roslynator.Analyzers": {"suppressParent": "All"}},
              "downloadDependencies": [
                {"name": "Microsoft.NETCore.App.Runtime.linux-x64", "version": "[10.0.12, 10.0.12]"},
                {"name": "Microsoft.NETCore.App.Crossgen2.linux-x64", "version": "[10.0.12, 10.0.12]"}]}}}}
            """
        );

        var said = Shell.Run(
            "jq",
            [
                .. "-n --arg version 1.2.3 --arg time 2026-03-01T00:00:00Z --slurpfile lock".Split(' '),
                Path.Combine(Repository.Root, Lock),
                "--slurpfile",
                "assets",
                assets,
                "-f",
                Path.Combine(Repository.Root, "scripts/sbom.jq"),
            ]
        );

        var list = JsonDocument.Parse(said).RootElement;
        var parts = list.GetProperty("components").EnumerateArray().ToDictionary(part => part.GetProperty("purl").GetString()!);
        Assert.Equal("1.2.3", list.GetProperty("metadata").GetProperty("component").GetProperty("version").GetString());
        Assert.Equal(Packages().Append("pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@10.0.12").Order(), parts.Keys.Order());
        Assert.Equal(
            ["Roslynator.Analyzers"],
            parts
                .Values.Where(part => part.GetProperty("scope").GetString() == "excluded")
                .Select(part => part.GetProperty("name").GetString())
        );
    }

    /// <summary>Those of the whole program: the lock file of the top floor has what the floors below need as well.</summary>
    private static IEnumerable<string> Packages() =>
        from file in Repository.Files("src", "packages.lock.json")
        from platform in JsonDocument.Parse(Repository.Read(file)).RootElement.GetProperty("dependencies").EnumerateObject()
        from package in platform.Value.EnumerateObject()
        where package.Value.GetProperty("type").GetString() != "Project"
        group package.Value.GetProperty("resolved").GetString() by package.Name into versions
        select $"pkg:nuget/{versions.Key}@{Assert.Single(versions.Distinct())}";

    private static string Checkout(Scratch scratch)
    {
        var root = Directory.CreateDirectory(scratch.Path("checkout")).FullName;
        Directory.CreateDirectory(Path.Combine(root, "scripts"));
        foreach (var file in new[] { "scripts/release.sh", "scripts/machine.sh" })
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(root, file));
        File.WriteAllText(Path.Combine(root, "Directory.Build.props"), "<Project>\n  <Version>3.2.1</Version>\n</Project>\n");
        File.WriteAllText(Path.Combine(root, "CHANGELOG.md"), "# Changes\n\n## 3.2.1\n\nGood.\n");
        Git(root, "init", "--quiet");
        Git(root, "add", "--all");
        Git(root, "commit", "--quiet", "--message", "Good");
        return root;
    }

    private static string Version(string root) => Shell.Run("bash", Path.Combine(root, "scripts/release.sh"), "version");

    private static void Git(string root, params string[] words) =>
        Shell.Run(
            "git",
            ["-C", root, "-c", "user.name=Somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false", .. words]
        );
}
