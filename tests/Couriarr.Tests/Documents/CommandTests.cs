using Couriarr.CrashRig;
using Couriarr.Neighbours;
using Couriarr.Tests.House;
using Couriarr.Tests.Reconciliation;
using Couriarr.Verbs;

namespace Couriarr.Tests.Documents;

/// <summary>Every line that a document has one type is typed, beside a service that runs, or is named here with what shows it instead.</summary>
[Trait("family", "docs")]
[Trait("slow", "yes")]
public sealed class CommandTests
{
    /// <summary>How a line begins that is not typed here, and the test that does what it does, or why nobody can.</summary>
    private static readonly (string Beginning, string Instead)[] NotHere =
    [
        ("./run demo", "DemoTests"),
        ("./run", "FirstMinutesTests"),
        ("./test", "this is one of its tests"),
        ("./install.sh", "DeployFileTests"),
        ("./run import ", "MoveInTests"),
        ("./run restore", "RestoreTests"),
        ("couriarr move", "MoveTests"),
        ("docker ", "DeployFileTests reads the files; it wants a container engine"),
        ("createuser ", "PostgresStartTests has a server of its own; it wants yours"),
        ("createdb ", "PostgresStartTests has a server of its own; it wants yours"),
        ("git ", "changes the repository; the release is built by hand"),
        ("scripts/release.sh", "builds for minutes; ReleaseTests shows its parts"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static IEnumerable<(string Place, string Line)> Lines =>
        from block in Block.All
        where block.Language == "sh"
        from line in block.Commands()
        select (block.Place, line);

    [Fact]
    public async Task Every_line_does_something_here_or_is_done_by_another_test()
    {
        Assert.SkipUnless(Shell.Has("curl"), "curl is not installed.");
        await using var stage = await ParityStage.SetAsync();
        await using var plex = new FakePlex(new FakeLibrary("1", "Movies", "movie", "/media/Movies", Path.Join(stage.Far, "movies")));
        await plex.StartAsync();
        MendingTests.Seed(stage);
        ParityStage.Put(stage.Near, "movies/Movie Name (2024)/Movie Name.mkv");
        await stage.StartAsync();
        await stage.CompareAsync();
        await MendingTests.PlanAsync(stage);
        var typed = ShellBeside(stage, plex);

        var failed = new List<string>();
        foreach (var (place, line) in Lines.Where(said => !IsElsewhere(said.Line)))
            if (await typed.TypeAsync(line, Ct) is var (code, said) && code is not (0 or CommandLine.NotAllIsWell))
                failed.Add($"{place}: {line} ended with {code}: {said}");

        Assert.Equal([], failed);
    }

    [Fact]
    public void Every_test_that_is_named_instead_is_there() =>
        Assert.All(
            NotHere.SelectMany(one => one.Instead.Split(' ', ';')).Where(word => word.EndsWith("Tests", StringComparison.Ordinal)),
            name => Assert.Contains($"/{name}.cs", string.Join('\n', Repository.Files("tests", "*Tests.cs")), StringComparison.Ordinal)
        );

    [Fact]
    public void Every_line_that_is_named_here_is_in_a_document() =>
        Assert.All(NotHere, one => Assert.Contains(Lines, said => said.Line.StartsWith(one.Beginning, StringComparison.Ordinal)));

    private static bool IsElsewhere(string line) =>
        NotHere.Any(one => one.Beginning.Split(' ').Length == 1 ? line == one.Beginning : line.StartsWith(one.Beginning, StringComparison.Ordinal));

    private static Typed ShellBeside(ParityStage stage, FakePlex plex) =>
        new(
            Path.Join(stage.Root, "here"),
            new()
            {
                ["PORT"] = $"{stage.Host.Client.BaseAddress!.Port}",
                ["COURIARR_API_KEY"] = stage.Host.ApiKey,
                ["KEY"] = stage.Host.ApiKey,
                ["COURIARR_DATA"] = Path.Join(stage.Root, "no-data"),
                ["PLEX_TOKEN"] = plex.Token,
            },
            ("http://localhost:8475", stage.Host.Address),
            ("http://couriarr:8475", stage.Host.Address),
            ("http://10.0.0.50:32400", $"{plex.Address}".TrimEnd('/')),
            ("radarr-hd", "hd"),
            ("reports/12", "reports/1"),
            ("approve 4", "approve 1")
        );
}
