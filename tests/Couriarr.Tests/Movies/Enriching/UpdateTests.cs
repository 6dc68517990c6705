using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Refreshing;
using Couriarr.Jobs;
using Couriarr.Neighbours;
using Microsoft.AspNetCore.WebUtilities;

namespace Couriarr.Tests.Movies.Enriching;

/// <summary>What changed at TMDB or is old is asked about again, in the background, and nothing else.</summary>
[Trait("family", "dress")]
public sealed class UpdateTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task JOB13_what_changed_and_what_is_old_is_asked_about_again_and_nothing_else()
    {
        await using var cinema = await Cinema.StartAsync();
        GeneratedMovies.Fill(cinema.Tmdb, cinema.Images, 4);
        await using var host = await cinema.OpenAsync();
        var movies = new List<long>();
        for (var id = 1; id <= 4; id++)
            movies.Add(await host.AddAsync(id));
        await host.EnrichAsync(movies: [.. movies]);
        await AgeAsync(host, movies[0], days: 3);
        await AgeAsync(host, movies[1], days: 3);
        await AgeAsync(host, movies[2], days: 91);
        // Whatever the hour: told after the last day that is over.
        await AgeAsync(host, movies[3], days: -1);
        cinema.Tmdb.Changed[Today.AddDays(-2)] = [2, 4, 77];
        cinema.Tmdb.Asked.Clear();

        await UpdateAsync(host);

        Assert.Equal(["/3/movie/2", "/3/movie/3"], Told(cinema));
        cinema.Tmdb.Asked.Clear();
        await UpdateAsync(host);
        Assert.Empty(Told(cinema));
    }

    [Fact]
    public async Task JOB13_only_what_changed_is_to_be_published_anew_and_locks_outlive_it()
    {
        await using var cinema = await Cinema.StartAsync();
        GeneratedMovies.Fill(cinema.Tmdb, cinema.Images, 3);
        await using var host = await cinema.OpenAsync();
        var movies = new List<long>();
        for (var id = 1; id <= 3; id++)
            movies.Add(await host.AddAsync(id));
        await host.EnrichAsync(movies: [.. movies]);
        await host.WriteAsync(session => session.ExecuteAsync("UPDATE movies SET dirty = 0"));
        await host.WriteAsync(session => LockTable.LockAsync(session, movies[0], "runtime"));
        var runtime = (await host.MovieAsync(movies[0])).Facts!.Runtime;
        foreach (var movie in movies)
            await AgeAsync(host, movie, days: 100);
        cinema.Tmdb.Add(cinema.Tmdb.Movies[1] with { Runtime = 999 }, cinema.Tmdb.Movies[2] with { Runtime = 999 });

        await UpdateAsync(host);

        Assert.Equal([$"{movies[1]}"], await host.AskAsync("SELECT cast(id AS text) FROM movies WHERE dirty = 1"));
        Assert.Equal(
            (runtime, 999),
            ((await host.MovieAsync(movies[0])).Facts!.Runtime, (await host.MovieAsync(movies[1])).Facts!.Runtime)
        );
    }

    [Fact]
    public async Task Days_that_were_read_are_not_read_again_and_never_more_than_fourteen()
    {
        await using var cinema = await Cinema.StartAsync();
        GeneratedMovies.Fill(cinema.Tmdb, cinema.Images, 1);
        cinema.Tmdb.Changed[Today.AddDays(-1)] = [.. Enumerable.Range(1000, 250)];
        await using var host = await cinema.OpenAsync();
        var movie = await host.AddAsync(1);
        await host.EnrichAsync(movies: movie);
        await UpdateAsync(host);
        var first = Changes(cinema);
        await UpdateAsync(host);

        Assert.Equal(3, first.Count);
        Assert.All(first, asked => Assert.Equal(13, asked.To.DayNumber - asked.From.DayNumber));
        Assert.All(Changes(cinema).Skip(first.Count), asked => Assert.True(asked.From > first[0].To));
    }

    [Fact]
    public async Task JOB13_a_night_asks_about_as_many_as_it_may_and_the_oldest_first()
    {
        await using var cinema = await Cinema.StartAsync();
        GeneratedMovies.Fill(cinema.Tmdb, cinema.Images, 4);
        await using var host = await cinema.OpenAsync(o =>
            o with
            {
                Library = o.Library with
                {
                    RefreshAtMost = 2,
                    Modes = new Dictionary<string, DressingMode> { ["by hand"] = DressingMode.Manual },
                },
            }
        );
        for (var id = 1; id <= 4; id++)
        {
            await host.EnrichAsync(movies: await host.AddAsync(id));
            await AgeAsync(host, id, days: 100 + id);
        }
        // The oldest is one that only people may ask about: it uses up nothing.
        await host.WriteAsync(session => session.ExecuteAsync("UPDATE movies SET library = 'by hand' WHERE id = 4"));
        cinema.Tmdb.Asked.Clear();

        await UpdateAsync(host);
        Assert.Equal(["/3/movie/2", "/3/movie/3"], Told(cinema));
        await UpdateAsync(host);
        Assert.Equal(["/3/movie/1", "/3/movie/2", "/3/movie/3"], Told(cinema));
    }

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static List<(DateOnly From, DateOnly To)> Changes(Cinema cinema) =>
        [
            .. cinema
                .Tmdb.Asked.Select(asked => new Uri($"http://tmdb{asked}"))
                .Where(asked => asked.AbsolutePath == "/3/movie/changes")
                .Select(asked => QueryHelpers.ParseQuery(asked.Query))
                .Select(query => (DateOnly.Parse($"{query["start_date"]}", null), DateOnly.Parse($"{query["end_date"]}", null))),
        ];

    private static IEnumerable<string> Told(Cinema cinema) =>
        cinema.Tmdb.Asked.Select(asked => asked.Split('?')[0]).Where(path => !path.EndsWith("changes", StringComparison.Ordinal)).Order();

    private static Task<int> AgeAsync(DressHost host, long movie, int days) =>
        host.WriteAsync(session =>
            session.ExecuteAsync("UPDATE movies SET fetched_at = fetched_at - @p2 WHERE id = @p1", movie, days * 86_400_000L)
        );

    private static async Task UpdateAsync(DressHost host)
    {
        await host.Doors.Get<JobQueue>().EnqueueAsync(new UpdateFromProviders(), ct: Ct);
        await host.IdleAsync();
    }
}
