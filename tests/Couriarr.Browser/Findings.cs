using System.Text.Json;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Storage.Sql;

namespace Couriarr.Browser;

/// <summary>Shows that wait for a person, and a movie that is to be dressed.</summary>
internal static class Findings
{
    private static readonly string[] Titles =
    [
        "The Glass Ferry",
        "Signal Hill",
        "A Very Long Night at the Observatory of the North",
        "Salt",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task AddAsync(Scene scene) => AddAsync(scene, Titles, "Harbour of Salt");

    /// <summary>Named as a test wants them.</summary>
    public static async Task AddAsync(Scene scene, IReadOnlyList<string> shows, string movie)
    {
        await AddShowsAsync(scene, shows);
        scene.Tell("show", 1);
        await scene.Host.Get<Database>().WriteAsync(session => AddMovieAsync(session, movie), WriteKind.Growth, Ct);
        scene.Tell("movie", 1);
    }

    public static Task AddShowsAsync(Scene scene) => AddShowsAsync(scene, Titles);

    private static async Task AddShowsAsync(Scene scene, IReadOnlyList<string> titles)
    {
        var shows = scene.Host.Get<ShowsTable>();
        await shows.StoreAsync([.. titles.Select((title, place) => ShowOf(place + 1, title))], Ct);
        var waits = new Settled(ShowStatus.Review, "Over the budget of 20 in one run (adding.max_per_run).");
        for (var id = 1; id <= titles.Count; id++)
            await shows.DecideAsync(id, waits, TimeProvider.System.GetUtcNow(), Ct);
    }

    private static Show ShowOf(int id, string title) =>
        new(id, title)
        {
            TvdbId = 1000 + id,
            Type = "Scripted",
            Status = "Running",
            Language = "English",
            Country = "GB",
            Network = title,
            Genres = ["Drama", "Crime"],
            Premiered = new DateOnly(2024, 3, 1),
            Runtime = 45,
            Summary = $"{title}: every night it crosses the sound, and nobody knows who is at the helm.",
            Page = new Uri($"https://www.tvmaze.com/shows/{id}"),
        };

    private static async ValueTask<int> AddMovieAsync(Session session, string title)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO movies (id, library, folder, stem, video, tmdb_id, title, year, state, facts, dirty, scanned_at, created_at, updated_at)
            VALUES (1, 'movies', 'Harbour of Salt (2021)', 'Harbour of Salt (2021)', 'Harbour of Salt (2021).mkv', 603, @p2, 2021,
            'enriched', @p1, 1, 1, 1, 1)
            """,
            JsonSerializer.Serialize(
                new
                {
                    title,
                    plot = "A town that lives of salt, and what the sea brings.",
                    genres = new[] { title },
                }
            ),
            title
        );
        const string Candidate = """
            INSERT INTO movie_candidates (movie_id, type, provider, path, url, language, width, height, votes, vote, place, why)
            VALUES (1, @p1, 'tmdb', @p2, @p3, 'en', 2000, 3000, 7, 7000, @p4, @p5)
            """;
        await session.ExecuteAsync(Candidate, "poster", "/a.jpg", "http://127.0.0.1:9/a.jpg", 0, "In English.");
        return await session.ExecuteAsync(Candidate, "poster", "/b.jpg", "http://127.0.0.1:9/b.jpg", null, "It is too small.");
    }
}
