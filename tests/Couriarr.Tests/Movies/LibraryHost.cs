using System.Text;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Movies;
using Couriarr.Features.Movies.Images;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Features.Movies.Scanning;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Doors;
using Couriarr.Tests.Storage;
using Couriarr.Tests.Transfers;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Movies;

using Faults = Couriarr.Tests.Transfers.Faults;
using Libraries = Couriarr.Tests.Transfers.Libraries;

/// <summary>The whole service over a library of movies in a folder. What a provider would tell is written down by the test.</summary>
internal sealed class LibraryHost : IAsyncDisposable
{
    public const string Library = "movies";
    private readonly DoorsHost _host;

    private LibraryHost(Libraries libraries, DoorsHost host) => (Folders, _host) = (libraries, host);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Libraries Folders { get; }
    public string Data => Path.Combine(Folders.Root, "couriarr");
    public HttpClient Client => _host.Client;

    public T Get<T>()
        where T : notnull => _host.Get<T>();

    public static async Task<LibraryHost> StartAsync(
        Libraries libraries,
        DressingMode mode = DressingMode.Manual,
        Faults? faults = null,
        string? source = null
    )
    {
        var data = Directory.CreateDirectory(Path.Combine(libraries.Root, "couriarr")).FullName;
        var options = new CouriarrOptions
        {
            TimeZone = TimeZoneInfo.Utc,
            Paths = new PathsOptions { Mappings = source is null ? libraries.Mappings : [libraries.Mappings[0] with { Source = source }] },
            Library = new LibraryOptions { Mode = mode },
            // Nobody listens there: what asks a provider waits for ever.
            Tmdb = new TmdbOptions { ApiKey = new Secret("0123456789abcdef0123456789abcdef"), BaseUrl = new Uri("http://127.0.0.1:1/3") },
            Sync = new SyncOptions { Settle = TimeSpan.FromMilliseconds(50), ReserveMb = 0 },
        };
        var host = await DoorsHost.StartAsync(
            services =>
            {
                services.AddSingleton<IFailPoints>(faults ?? new Faults());
                services.AddJob<Play, PlayHandler>();
                services.Configure<JobsOptions>(jobs =>
                {
                    (jobs.PollEvery, jobs.ProbeEvery) = (TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500));
                    jobs.Retries["publish"] = jobs.Retries["scan-movie"] = RetryPolicy.Flat(5, TimeSpan.FromMilliseconds(50));
                });
            },
            options: options,
            lent: data
        );
        return new LibraryHost(libraries, host);
    }

    /// <summary>Runs a job to its end, and all that follow from it in the library.</summary>
    public async Task<JobRecord> RunAsync(IJob job)
    {
        var id = await Get<JobQueue>().EnqueueAsync(job, ct: Ct);
        await CarryHost.UntilAsync(async () => (await Get<IJobReader>().FindAsync(id, Ct))!.State.IsEnded());
        await IdleAsync(seconds: 240);
        return (await Get<IJobReader>().FindAsync(id, Ct))!;
    }

    /// <summary>Waits until nothing is to be done in the library.</summary>
    public Task IdleAsync(int seconds = 30) =>
        CarryHost.UntilAsync(
            async () =>
                (await Get<IJobReader>().CensusAsync(Ct)).All(c =>
                    c.Kind is not ("scan-movie" or "publish" or "library-scan" or "play") || c.State.IsEnded()
                ),
            seconds
        );

    /// <summary>Nobody but a person has a provider asked here: its answers are the test's.</summary>
    public Task<JobRecord> ScanAsync(string folder, MediaImported? told = null) =>
        RunAsync(
            new ScanMovie(Library, folder, told is null ? Occasion.Schedule : Occasion.Webhook)
            {
                Work = told?.Work,
                Video = told is null ? null : Path.GetFileName(told.Files[0].Path),
            }
        );

    public Task<JobRecord> PublishAsync(Movie movie) => RunAsync(new PublishMovie(movie.Id, Library, Occasion.User));

    public Task<List<string>> AskAsync(string sql) => Get<Database>().AskAsync(sql);

    /// <summary>The movies that lie in a folder.</summary>
    public async Task<IReadOnlyList<Movie>> MoviesAsync(string folder) =>
        [.. (await Get<MovieTable>().InFolderAsync(Library, folder, Ct)).Where(movie => movie.State is not MovieState.Gone)];

    public async Task<Movie> MovieAsync(string folder) => Assert.Single(await MoviesAsync(folder));

    /// <summary>What a provider would tell and choose.</summary>
    public async Task DressAsync(Movie movie, MovieFacts facts, params Chosen[] chosen)
    {
        await Get<MovieTable>().IdentifyAsync(movie.Id, 603, "tt0133093", IdSource.Find, Ct);
        await Get<Database>()
            .WriteAsync(
                async session =>
                {
                    await MovieTable.TellAsync(
                        session,
                        movie.Id,
                        facts,
                        await LockTable.OfAsync(session, movie.Id),
                        DateTimeOffset.UnixEpoch.AddYears(60)
                    );
                    foreach (var type in chosen.GroupBy(one => one.Type))
                        await ArtworkTable.WearAsync(session, movie.Id, type.Key, [.. type]);
                    return true;
                },
                WriteKind.Growth,
                Ct
            );
    }

    /// <summary>A movie that was scanned, dressed and published.</summary>
    public async Task<Movie> DressedAsync(string folder, string video, MovieFacts facts)
    {
        await ScanAsync(folder, Folders.Movie(video));
        var movie = await MovieAsync(folder);
        await DressAsync(
            movie,
            facts,
            Image(ArtworkType.Poster, "poster"),
            Image(ArtworkType.Fanart, "fanart"),
            Image(ArtworkType.Clearlogo, "logo", extension: ".png")
        );
        await PublishAsync(movie);
        return movie;
    }

    /// <summary>An image of the cache.</summary>
    public Chosen Image(ArtworkType type, string content, int place = 0, string extension = ".jpg", bool byUser = false)
    {
        var bytes = ImageBytes(content, extension);
        var hash = NfoPlanner.HashOf(bytes);
        var path = Get<ImageCache>().PathOf(hash, extension);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return new Chosen(type, place, hash, extension, byUser ? Chosen.Upload : $"tmdb:/{content}{extension}") { ByUser = byUser };
    }

    public static byte[] ImageBytes(string content, string extension = ".jpg") =>
        extension == ".png"
            ? [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Encoding.UTF8.GetBytes(content)]
            : [0xff, 0xd8, 0xff, 0xe0, .. Encoding.UTF8.GetBytes(content)];

    /// <summary>All files of the library with their contents and times.</summary>
    public IReadOnlyDictionary<string, (string Hash, DateTime Modified)> Files() =>
        Directory
            .EnumerateFiles(Folders.Source, "*", SearchOption.AllDirectories)
            .ToDictionary(
                path => Path.GetRelativePath(Folders.Source, path),
                path => (NfoPlanner.HashOf(File.ReadAllBytes(path)), File.GetLastWriteTimeUtc(path))
            );

    public IEnumerable<string> Names() => Files().Keys.Order(StringComparer.Ordinal);

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
