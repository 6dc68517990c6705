using Couriarr.CrashRig;
using Couriarr.Neighbours;
using Couriarr.Neighbours.Receivers;
using Couriarr.Tests.House;
using Couriarr.Tests.Reconciliation;
using Couriarr.Verbs;

namespace Couriarr.Tests.Documents;

/// <summary>Every line that a document has one type is typed, beside a service that runs, or is named here with what shows it instead.</summary>
[Trait("family", "docs")]
[Trait("slow", "yes")]
public sealed class CommandTests
{
    private const string Start = "./run";

    /// <summary>How a line begins that is not typed here, and the test that does what it does, or why nobody can.</summary>
    private static readonly (string Beginning, string Instead)[] NotHere =
    [
        ("./run demo", "DemoTests"),
        (Start, "FirstMinutesTests"),
        ("./test", "this is one of its tests"),
        ("./install.sh", "DeployFileTests"),
        ("./run import ", "MoveInTests"),
        ("./run restore", "RestoreTests"),
        ("couriarr move", "MoveTests"),
        ("docker ", "DeployFileTests reads the files; it wants a container engine"),
        ("createuser ", "PostgresStartTests has a server of its own; it wants yours"),
        ("createdb ", "PostgresStartTests has a server of its own; it wants yours"),
        ("git ", "changes the repository; ReleaseTests sets a tag in one of its own"),
        ("scripts/release.sh", "builds for minutes; ReleaseTests shows what is cheap"),
        ("sqlite3 ", "UpgradeTests reads what it writes"),
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
        await using var ntfy = await FakeReceiver.StartAsync<FakeNtfy>();
        MendingTests.Seed(stage);
        ParityStage.Put(stage.Near, "movies/Movie Name (2024)/Movie Name.mkv");
        stage.Lent = Directory.CreateDirectory(Path.Join(stage.Root, "data")).FullName;
        await stage.StartAsync();
        await stage.CompareAsync();
        for (var plan = 1; plan <= 3; plan++)
            await MendingTests.PlanAsync(stage);
        var typed = ShellBeside(stage, plex, ntfy);

        var failed = new List<string>();
        foreach (var (place, line) in Lines.Where(said => !IsElsewhere(said.Line)))
            if (await typed.TypeAsync(line, Ct) is var (code, said) && code is not (0 or CommandLine.NotAllIsWell))
                failed.Add($"{place}: {line} ended with {code}: {said}");

        Assert.True(failed.Count == 0, string.Join('\n', failed));
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
        NotHere.Any(one => line == one.Beginning || (one.Beginning != Start && line.StartsWith(one.Beginning, StringComparison.Ordinal)));

    private static Typed ShellBeside(ParityStage stage, FakePlex plex, FakeNtfy ntfy) =>
        new(
            Path.Join(stage.Root, "here"),
            new()
            {
                ["PORT"] = $"{stage.Host.Client.BaseAddress!.Port}",
                ["COURIARR_API_KEY"] = stage.Host.ApiKey,
                ["KEY"] = stage.Host.ApiKey,
                ["COURIARR_DATA"] = stage.Lent!,
                ["DEN_TOKEN"] = plex.Token,
            },
            ("http://localhost:8475", stage.Host.Address),
            ("http://couriarr:8475", stage.Host.Address),
            ("http://10.0.0.50:32400", $"{plex.Address}".TrimEnd('/')),
            ("radarr-hd", "hd"),
            ("reports/12", "reports/1"),
            ("approve 4 --lines 1 2 7", "approve 3 --lines 1 2 3"),
            ("approve 4 --actions", "approve 2 --actions"),
            ("approve 4", "approve 1"),
            // Nobody out there shall hear of it.
            ("--set topic=", $"--set url={ntfy.Address} --set topic=")
        );
}
