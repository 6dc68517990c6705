using Couriarr.CrashRig;
using Couriarr.Features.Movies.Images;
using Couriarr.Neighbours;
using Couriarr.Tests.Faults;
using Shell = Couriarr.CrashRig.Shell;

namespace Couriarr.Tests.Movies.Enriching;

/// <summary>The program is killed again and again while it asks about a whole library.</summary>
[Trait("family", "dress")]
[Trait("slow", "yes")]
public sealed class KilledTests : IDisposable
{
    private const int Movies = 300;

    // What depends on when it was, and not on what.
    private static readonly string[] Tables =
    [
        "SELECT id, tmdb_id, imdb_id, state, note, facts, dirty, missing_at IS NULL FROM movies ORDER BY id",
        "SELECT movie_id, type, provider, path, url, language, width, height, votes, vote, place, why, hash FROM movie_candidates "
            + "ORDER BY movie_id, type, provider, path",
        "SELECT movie_id, type, place, hash, extension, source, by_user FROM movie_artwork ORDER BY movie_id, type, place",
        "SELECT hash, extension, width, height, size, look FROM images ORDER BY hash",
    ];
    private readonly Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A07_killed_five_times_on_the_way_300_movies_end_as_in_a_clean_run_and_a_second_run_asks_nothing()
    {
        Assert.SkipUnless(Shell.Has("sqlite3"), "It reads the database with sqlite3, which is not installed.");
        await using var cinema = await Cinema.StartAsync();
        cinema.Tmdb.Budget.Limit = int.MaxValue;
        GeneratedMovies.Fill(cinema.Tmdb, cinema.Images, Movies);
        var (clean, killed) = (await PlanAsync("clean", cinema), await PlanAsync("killed", cinema));
        var whole = LiveAsync(clean);

        await using (var first = await HostProcess.StartAsync(killed.WithFault("enrich.told:20"), Ct))
        {
            await ResumeAsync(first);
            Assert.Equal(HostFacts.Killed, await first.ExitAsync(Ct, seconds: 240));
        }
        foreach (var fault in new[] { "image.kept:40", "image.known:60", "enrich.dressed:50", "image.kept:70" })
        {
            await using var host = HostProcess.Launch(killed.WithFault(fault));
            Assert.Equal(HostFacts.Killed, await host.ExitAsync(Ct, seconds: 240));
        }
        await LiveAsync(killed);
        await whole;

        Assert.Equal($"{Movies}", Shell.Sql(killed.Database, "SELECT count(*) FROM movies WHERE state = 'enriched'"));
        foreach (var table in Tables)
            Assert.Equal(Shell.Sql(clean.Database, table).Split('\n'), Shell.Sql(killed.Database, table).Split('\n'));
        Assert.Equal(Cached(clean), Cached(killed));
        var (asked, fetched) = (cinema.Tmdb.Asked.Count, cinema.Images.Asked.Count);
        await QueueAsync(killed.Folder, cinema, Enumerable.Range(1, Movies).Select(id => (long)id));
        await LiveAsync(killed);
        Assert.Equal((asked, fetched), (cinema.Tmdb.Asked.Count, cinema.Images.Asked.Count));
    }

    public void Dispose() => _scratch.Dispose();

    private async Task<HostPlan> PlanAsync(string name, Cinema cinema)
    {
        var plan = new HostPlan(_scratch.Path(name))
            .With("TMDB_API_KEY", FakeTmdb.Key)
            .With("TMDB_BASE_URL", cinema.Tmdb.Address.ToString())
            .With("TMDB_IMAGE_BASE_URL", cinema.Images.Address.ToString())
            .With("TMDB_RATE_LIMIT", "1000")
            .With("LIBRARY_MODE", "hybrid")
            .With("TVMAZE_BASE_URL", "http://127.0.0.1:9");
        Directory.CreateDirectory(plan.Folder);
        await QueueAsync(plan.Folder, cinema, []);
        return plan;
    }

    /// <summary>Movies that wait to be asked about, in a folder that no program has yet.</summary>
    private static async Task QueueAsync(string folder, Cinema cinema, IEnumerable<long> known)
    {
        // Nobody takes a job of theirs until the lane is opened again.
        await using var host = await cinema.OpenAsync(lent: folder);
        (await host.Doors.PostAsync("/lanes/enrich/pause?reason=test")).EnsureSuccessStatusCode();
        var movies = known.ToList();
        for (var id = 1; movies.Count < Movies; id++)
            movies.Add(await host.AddAsync(id, $"Movie {id}"));
        await host.BeginAsync(movies: [.. movies]);
    }

    /// <summary>Until nothing is left to do.</summary>
    private static async Task LiveAsync(HostPlan plan)
    {
        await using var host = await HostProcess.StartAsync(plan, Ct);
        await ResumeAsync(host);
        await Until.TrueAsync(
            () => Task.FromResult(Shell.Sql(plan.Database, "SELECT count(*) FROM job_queue WHERE type = 'enrich-metadata'") == "0"),
            "every movie was asked about",
            Ct,
            seconds: 360,
            pause: TimeSpan.FromMilliseconds(250)
        );
        Assert.Equal(0, await host.StopAsync(Ct));
    }

    private static async Task ResumeAsync(HostProcess host) =>
        Assert.Equal(200, (await host.Client.PostAsync("/lanes/enrich/resume", Ct)).Status);

    private static List<string> Cached(HostPlan plan)
    {
        var cache = new ImageCache(plan.Folder);
        var files = Directory
            .EnumerateFiles(cache.Root, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/.unfinished/", StringComparison.Ordinal));
        return [.. files.Select(file => $"{Path.GetFileName(file)} {ImageCache.HashOf(File.ReadAllBytes(file))}").Order()];
    }
}
