using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Neighbours;
using Couriarr.Tests.Doors;
using Couriarr.Tests.Instances;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Reconciliation;

/// <summary>Two servers with real trees, a Radarr and a Sonarr that know what lies on the first, and the whole service between them.</summary>
internal sealed partial class ParityStage : IAsyncDisposable
{
    private DoorsHost? _host;
    private int _files;

    private ParityStage(FakeArr radarr, FakeArr sonarr) => (Radarr, Sonarr) = (radarr, sonarr);

    public string Root { get; } = Directory.CreateTempSubdirectory("couriarr-parity-").FullName;
    public string Near => Path.Join(Root, "near");
    public string Far => Path.Join(Root, "far");
    public FakeArr Radarr { get; }
    public FakeArr Sonarr { get; }
    public DoorsHost Host => _host!;
    public Heard Heard => Host.Get<Heard>();
    public CouriarrOptions Options { get; set; } = new();
    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>As long ago as nothing is still being written.</summary>
    public static DateTime LongAgo { get; } = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static async Task<ParityStage> SetAsync()
    {
        var stage = new ParityStage(await FakeArr.RadarrAsync(), await FakeArr.SonarrAsync());
        foreach (var folder in new[] { stage.Near, stage.Far })
        {
            Directory.CreateDirectory(Path.Join(folder, "movies"));
            Directory.CreateDirectory(Path.Join(folder, "tv"));
        }
        stage.Options = new CouriarrOptions
        {
            TimeZone = TimeZoneInfo.Utc,
            Paths = new PathsOptions { Mappings = [stage.Mapping("movies", MediaType.Movie), stage.Mapping("tv", MediaType.Tv)] },
            Sync = new SyncOptions
            {
                Settle = TimeSpan.FromMilliseconds(50),
                ReserveMb = 0,
                RetryInterval = TimeSpan.FromMilliseconds(200),
                RetryFlat = true,
                Sidecars = [],
            },
        };
        return stage;
    }

    public PathMapping Mapping(string library, MediaType type) =>
        new()
        {
            From = $"/{library}",
            Source = Path.Join(Near, library),
            Destination = Path.Join(Far, library),
            Type = type,
        };

    /// <summary>A movie that both servers have, so that its library is none of which nothing can be said.</summary>
    public FakeWork Whole(string title = "Whole")
    {
        var movie = Radarr.Add(title);
        Take(Radarr, movie, $"{title}.mkv");
        Copy($"movies/{title} (2021)/{title}.mkv");
        return movie;
    }

    /// <summary>A file that the app knows and the first server has.</summary>
    public FakeFile Take(FakeArr arr, FakeWork work, string relative, int size = 5000)
    {
        var file = new FakeFile(1000 + ++_files, work.Id, relative, size, "WEBDL-1080p", DateTimeOffset.UnixEpoch);
        arr.Change(shelf => shelf with { Files = shelf.Files.Add(file) });
        Put(Near, file.PathIn(work)[1..], size);
        return file;
    }

    public static string Put(string server, string path, int size = 5000, DateTime? modified = null)
    {
        var whole = Path.Join(server, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        var content = new byte[size];
        new Random(path.Length + size).NextBytes(content);
        File.WriteAllBytes(whole, content);
        File.SetLastWriteTimeUtc(whole, modified ?? LongAgo);
        return whole;
    }

    /// <summary>What the first server has, on the second too.</summary>
    public void Copy(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(Far, path))!);
        File.Copy(Path.Join(Near, path), Path.Join(Far, path));
        File.SetLastWriteTimeUtc(Path.Join(Far, path), File.GetLastWriteTimeUtc(Path.Join(Near, path)));
    }

    public async Task<DoorsHost> StartAsync(params (string Name, FakeArr Arr)[] more)
    {
        var members = more.Append(("hd", Radarr)).Append(("tv", Sonarr));
        return _host = await DoorsHost.StartAsync(
            services =>
            {
                services.AddSingleton<Heard>().AddSingleton<IReaction<LibrariesCompared>>(s => s.GetRequiredService<Heard>());
                services.Configure<JobsOptions>(jobs =>
                    (jobs.PollEvery, jobs.ProbeEvery) = (TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100))
                );
                // What fails waits for a test to bring it forward, and not for a dice.
                services.Configure<JobsOptions>(jobs =>
                    jobs.Retries["reconcile"] = jobs.Retries["reconcile-apply"] = RetryPolicy.Flat(2, TimeSpan.FromMinutes(10))
                );
            },
            options: Options with
            {
                Instances = members.ToDictionary(one => one.Item1, one => ArrHousehold.MemberOf(one.Item1, one.Item2)),
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        await Radarr.DisposeAsync();
        await Sonarr.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }
}
