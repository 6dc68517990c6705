using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Enriching;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Doors;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Movies;

/// <summary>The whole service with a TMDB and a host of pictures as neighbours, and movies that a test puts there.</summary>
internal sealed class DressHost : IAsyncDisposable
{
    private DressHost(DoorsHost doors) => Doors = doors;

    public DoorsHost Doors { get; }
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DressHost> StartAsync(
        FakeTmdb tmdb,
        FakeImages images,
        Func<CouriarrOptions, CouriarrOptions>? change = null,
        Action<IServiceCollection>? also = null,
        string? lent = null
    )
    {
        var options = Options(tmdb, images);
        var doors = await DoorsHost.StartAsync(
            all =>
            {
                all.Configure<JobsOptions>(jobs =>
                {
                    (jobs.PollEvery, jobs.ProbeEvery) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200));
                    jobs.Retries["enrich-metadata"] = RetryPolicy.Flat(1000, TimeSpan.FromMilliseconds(50));
                });
                also?.Invoke(all);
            },
            options: change?.Invoke(options) ?? options,
            lent: lent
        );
        return new DressHost(doors);
    }

    public static CouriarrOptions Options(FakeTmdb tmdb, FakeImages images) =>
        new()
        {
            Tvmaze = new TvmazeOptions { BaseUrl = new Uri("http://127.0.0.1:9") },
            Tmdb = new TmdbOptions
            {
                ApiKey = new Secret(FakeTmdb.Key),
                BaseUrl = tmdb.Address,
                ImageBaseUrl = images.Address,
                RateLimit = 1000,
            },
            // It chooses, and leaves the library alone when nobody imported anything.
            Library = new LibraryOptions { Mode = DressingMode.Hybrid },
        };

    public Task<long> AddAsync(int? tmdb, string title = "A movie", int? year = null, string? imdb = null) =>
        Doors
            .Get<Database>()
            .WriteAsync(
                async session =>
                {
                    await session.ExecuteAsync(
                        """
                        INSERT INTO movies (library, folder, stem, video, title, year, tmdb_id, imdb_id, state, scanned_at, created_at, updated_at)
                        SELECT 'films', 'm' || count(*), 'm', 'm.mkv', @p1, @p2, @p3, @p4, @p5, 0, 0, 0 FROM movies
                        """,
                        title,
                        year,
                        tmdb,
                        imdb,
                        tmdb is null ? "found" : "identified"
                    );
                    return await session.FirstAsync("SELECT max(id) FROM movies", row => row.GetInt64(0));
                },
                WriteKind.Growth,
                Ct
            );

    public async Task EnrichAsync(bool anew = false, params long[] movies)
    {
        await BeginAsync(anew, movies);
        await IdleAsync();
    }

    public Task BeginAsync(bool anew = false, params long[] movies) =>
        Doors.Get<JobQueue>().EnqueueAllAsync(movies.Select(id => new EnrichMetadata(id, Occasion.Schedule) { Anew = anew }), ct: Ct);

    /// <summary>Waits until nothing of ours is left to do.</summary>
    public Task IdleAsync() =>
        UntilAsync(async () => !(await Doors.Get<IJobReader>().CensusAsync(Ct)).Any(c => IsOfUs(c.Kind) && !c.State.IsEnded()));

    public async Task<Movie> MovieAsync(long id) => (await Doors.Get<MovieTable>().FindAsync(id, Ct))!;

    public async Task<Dictionary<ArtworkType, List<Chosen>>> WornAsync(long id) =>
        (await Doors.Get<ArtworkTable>().ChosenAsync(id, Ct))
            .GroupBy(one => one.Type)
            .ToDictionary(same => same.Key, same => same.ToList());

    public async Task<List<Candidate>> CandidatesAsync(long id, ArtworkType type) =>
        [.. (await Doors.Get<ArtworkTable>().CandidatesAsync(id, Ct)).Where(one => one.Type == type)];

    public Task<T> WriteAsync<T>(Func<Session, ValueTask<T>> work) => Doors.Get<Database>().WriteAsync(work, WriteKind.Growth, Ct);

    public Task<List<string>> AskAsync(string sql) => Doors.Get<Database>().AskAsync(sql);

    public async Task<IReadOnlyList<Gate>> GatesAsync() => await Doors.Get<IJobReader>().GatesAsync(Ct);

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    public ValueTask DisposeAsync() => Doors.DisposeAsync();

    private static bool IsOfUs(string kind) => kind is "enrich-metadata" or "publish" or "scheduled-provider-update";
}
