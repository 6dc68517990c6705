using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Doors;
using Couriarr.Tests.Instances;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Reconciliation;

/// <summary>Two servers with real trees, a Radarr and a Sonarr that know what lies on the first, and the whole service between them.</summary>
internal sealed class ParityStage : IAsyncDisposable
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
            },
            options: Options with
            {
                Instances = members.ToDictionary(one => one.Item1, one => ArrHousehold.MemberOf(one.Item1, one.Item2)),
            }
        );
    }

    /// <summary>Compares, and waits until nothing is left to do about it.</summary>
    public async Task<JsonElement> CompareAsync(string query = "?report_only=true")
    {
        var run = await EndOfAsync(await BeginAsync($"/reconcile{query}"));
        await IdleAsync();
        return run;
    }

    public async Task<long> BeginAsync(string path)
    {
        var (status, body) = await PostAsync(path);
        Assert.Equal(202, status);
        return body.GetProperty("job_id").GetInt64();
    }

    public async Task<JsonElement> EndOfAsync(long job)
    {
        JsonElement? found = null;
        await UntilAsync(async () =>
        {
            var runs = (await Host.GetAsync("/reconcile/reports")).EnumerateArray();
            var ended = runs.Where(run => run.GetProperty("job_id").GetInt64() == job && run.GetProperty("ended_at").ValueKind is not JsonValueKind.Null);
            foreach (var run in ended)
                found = run;
            return found is not null;
        });
        return found!.Value;
    }

    public async Task<(int Status, JsonElement Body)> PostAsync(string path, object? body = null)
    {
        using var answer = await Host.Client.PostAsync(path, body is null ? null : JsonContent.Create(body), Ct);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement);
    }

    /// <summary>The files that differ, like "missing movies Dune (2021)/Dune.mkv".</summary>
    public async Task<IEnumerable<string>> FilesAsync(JsonElement run) =>
        (await Host.GetAsync($"/reconcile/reports/{run.GetProperty("id").GetInt64()}/files?limit=1000"))
            .GetProperty("files")
            .EnumerateArray()
            .Select(file => $"{file.GetProperty("standing")} {file.GetProperty("library")} {file.GetProperty("path")}")
            .Order(StringComparer.Ordinal)
            .ToList();

    public static JsonElement Library(JsonElement run, string name = "movies") =>
        run.GetProperty("libraries").EnumerateArray().Single(library => library.GetProperty("library").GetString() == name);

    public static string? WhyOf(JsonElement run, string library = "movies") => Library(run, library).GetProperty("why").GetString();

    /// <summary>Like "in_sync 1, missing 2".</summary>
    public static string CountsOf(JsonElement run, string library = "movies") =>
        string.Join(", ", Library(run, library).GetProperty("files").EnumerateObject().Select(one => $"{one.Name} {one.Value}"));

    /// <summary>Waits until no job is left to run.</summary>
    public Task IdleAsync() =>
        UntilAsync(async () => (await Host.Get<IJobReader>().CensusAsync(Ct)).All(count => count.Kind is "catch-up-all" or "catch-up"));

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    public Task<List<string>> AskAsync(string sql) =>
        Host.Get<Database>().ReadAsync(session => session.QueryAsync(sql, row => row.IsNull(0) ? "" : row.GetString(0)), Ct);

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        await Radarr.DisposeAsync();
        await Sonarr.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }
}

/// <summary>What people were told of comparisons.</summary>
internal sealed class Heard : IReaction<LibrariesCompared>
{
    public System.Collections.Concurrent.ConcurrentQueue<LibrariesCompared> All { get; } = [];

    public Task<IEnumerable<IJob>> JobsForAsync(LibrariesCompared happened, CancellationToken ct)
    {
        All.Enqueue(happened);
        return Task.FromResult<IEnumerable<IJob>>([]);
    }
}
