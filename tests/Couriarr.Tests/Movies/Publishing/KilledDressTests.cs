using Couriarr.CrashRig;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Neighbours;
using Couriarr.Tests.Faults;

namespace Couriarr.Tests.Movies.Publishing;

using Shell = Couriarr.CrashRig.Shell;

/// <summary>The program is killed again and again while it dresses a library of real files.</summary>
[Trait("family", "dress")]
[Trait("slow", "yes")]
public sealed class KilledDressTests : IDisposable
{
    private const int Movies = 300;
    private readonly Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A07_killed_in_the_middle_of_publishing_a_library_ends_with_the_same_bytes_as_in_a_clean_run()
    {
        Assert.SkipUnless(Shell.Has("sqlite3"), "It reads the database with sqlite3, which is not installed.");
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Budget.Limit = int.MaxValue;
        GeneratedMovies.Fill(cinema.Tmdb, cinema.Images, Movies);
        var (clean, killed) = (Plan("clean", cinema), Plan("killed", cinema));
        var whole = DressAsync(clean);

        await using (var first = await HostProcess.StartAsync(killed.WithFault("scan.after_store:7"), Ct))
        {
            await ScanAsync(first);
            Assert.Equal(HostFacts.Killed, await first.ExitAsync(Ct, seconds: 120));
        }
        foreach (var fault in new[] { "publish.after_draft:9", "publish.before_rename:17", "publish.after_rename:20" })
        {
            await using var host = HostProcess.Launch(killed.WithFault(fault));
            Assert.Equal(HostFacts.Killed, await host.ExitAsync(Ct, seconds: 120));
        }
        await using (var last = HostProcess.Launch(killed))
        {
            // Wherever it just is.
            await Until.TrueAsync(() => Task.FromResult(Paths(killed).Count() >= Movies * 5 / 2), "half of it is there", Ct, seconds: 120);
            await last.KillAsync(Ct);
        }
        await using (var host = await HostProcess.StartAsync(killed, Ct))
            await LiveAsync(host);
        await whole;

        Assert.Equal(Movies, Files(clean).Count(file => file.Contains(".nfo ", StringComparison.Ordinal)));
        Assert.Equal(Files(clean), Files(killed));
    }

    public void Dispose() => _scratch.Dispose();

    private HostPlan Plan(string name, Cinema cinema)
    {
        foreach (var movie in cinema.Tmdb.Movies.Values)
        {
            var title = $"{movie.Title} ({movie.Released[..4]})";
            Directory.CreateDirectory(_scratch.Path($"{name}-near/{title}"));
            File.WriteAllText(_scratch.Path($"{name}-near/{title}/{title}.mkv"), title);
        }
        return new HostPlan(_scratch.Path(name))
            .With("TMDB_API_KEY", FakeTmdb.Key)
            .With("TMDB_BASE_URL", cinema.Tmdb.Address.ToString())
            .With("TMDB_IMAGE_BASE_URL", cinema.Images.Address.ToString())
            .With("TMDB_RATE_LIMIT", "1000")
            .With("LIBRARY_MODE", "automatic")
            .With("TVMAZE_BASE_URL", "http://127.0.0.1:9")
            .With("PATHS_MAPPINGS_1_FROM", "/movies")
            .With("PATHS_MAPPINGS_1_TYPE", "movie")
            .With("PATHS_MAPPINGS_1_SOURCE", _scratch.Path($"{name}-near"))
            .With("PATHS_MAPPINGS_1_DESTINATION", Directory.CreateDirectory(_scratch.Path($"{name}-far")).FullName);
    }

    private static async Task DressAsync(HostPlan plan)
    {
        await using var host = await HostProcess.StartAsync(plan, Ct);
        await ScanAsync(host);
        await LiveAsync(host);
    }

    private static async Task ScanAsync(HostProcess host)
    {
        var answer = await host.Client.PostAsync("/library/scan?library=movies", Ct);
        Assert.True(answer.Status == 202, answer.Body.ToString());
    }

    /// <summary>Until nothing is left to do in the library.</summary>
    private static async Task LiveAsync(HostProcess host)
    {
        const string Left = "SELECT count(*) FROM job_queue WHERE type IN ('library-scan', 'scan-movie', 'enrich-metadata', 'publish')";
        await Until.TrueAsync(
            () => Task.FromResult(Shell.Sql(host.Plan.Database, Left) == "0"),
            "every movie is dressed",
            Ct,
            seconds: 120,
            pause: TimeSpan.FromMilliseconds(200)
        );
        Assert.Equal(0, await host.StopAsync(Ct));
    }

    private static string LibraryOf(HostPlan plan) => $"{plan.Folder}-near";

    private static IEnumerable<string> Paths(HostPlan plan) => Directory.EnumerateFiles(LibraryOf(plan), "*", SearchOption.AllDirectories);

    private static List<string> Files(HostPlan plan) =>
        [
            .. Paths(plan)
                .Order(StringComparer.Ordinal)
                .Select(file => $"{Path.GetRelativePath(LibraryOf(plan), file)} {NfoPlanner.HashOf(File.ReadAllBytes(file))}"),
        ];
}
