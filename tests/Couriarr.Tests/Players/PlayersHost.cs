using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Doors;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Players;

/// <summary>The whole service with a source and a destination on disk, and what players did is kept.</summary>
internal sealed partial class PlayersHost : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("couriarr-players-").FullName;
    private int _files;

    private PlayersHost() { }

    public DoorsHost Doors { get; private set; } = null!;
    public Seen Seen => Doors.Get<Seen>();
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<PlayersHost> StartAsync(MirrorOptions? mirror = null, Action<IServiceCollection>? more = null)
    {
        var host = new PlayersHost();
        PathMapping[] mappings = [host.Mapping("movies", MediaType.Movie), host.Mapping("tv", MediaType.Tv)];
        host.Doors = await DoorsHost.StartAsync(
            services =>
            {
                services.AddSingleton<Seen>();
                services.AddSingleton<IReaction<MediaAvailable>>(s => s.GetRequiredService<Seen>());
                services.AddSingleton<IReaction<MediaNotVisible>>(s => s.GetRequiredService<Seen>());
                more?.Invoke(services);
                services.Configure<JobsOptions>(o =>
                    (o.PollEvery, o.ProbeEvery) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1))
                );
            },
            options: new CouriarrOptions
            {
                Paths = new PathsOptions { Mappings = mappings },
                Sync = new SyncOptions
                {
                    Settle = TimeSpan.FromMilliseconds(50),
                    ReserveMb = 0,
                    Mirror = mirror ?? new(),
                },
            }
        );
        return host;
    }

    /// <summary>A library of a player whose folder is our destination under another name.</summary>
    public FakeLibrary Library(string type, string path) =>
        new(type == "tv" ? "2" : "1", type, type, path, At(type == "tv" ? "tv" : "movies"));

    public FakeLibrary Movies => Library("movie", "/media/movies");
    public FakeLibrary Shows => Library("tv", "/media/tv");

    public string At(string within) => Path.Combine(_root, "destination", within);

    /// <summary>Adds a player that knows our destination as /media.</summary>
    public Task AddAsync(string kind, FakePlayer player, object options, string? name = null, bool hasPaths = true) =>
        AddAsync(kind, player.Address, options, name, hasPaths);

    public async Task AddAsync(string kind, Uri address, object options, string? name = null, bool hasPaths = true)
    {
        var all = JsonSerializer.SerializeToNode(options)!.AsObject();
        all["url"] = address.ToString();
        all["settle"] ??= "0s";
        if (hasPaths)
            all["paths"] = new System.Text.Json.Nodes.JsonObject { [Path.Combine(_root, "destination")] = "/media" };
        using var answer = await Doors.Client.PostAsJsonAsync(
            "/members/players",
            new
            {
                name = name ?? kind,
                kind,
                options = all,
            },
            Ct
        );
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>Waits until the job of this kind waits with these words, and lets it run now.</summary>
    public async Task<JobRecord> UntilItSaysAsync(string kind, string words, bool rush = false)
    {
        JobRecord? found = null;
        await UntilAsync(async () =>
        {
            found = (await JobsAsync(kind)).FirstOrDefault(job => job.Note?.Contains(words, StringComparison.Ordinal) is true);
            return found is not null;
        });
        if (rush)
            await RushAsync(kind);
        return found!;
    }

    public async Task RushAsync(string kind)
    {
        foreach (var job in (await JobsAsync(kind)).Where(job => job.State is JobState.Scheduled or JobState.Waiting))
            (await Doors.PostAsync($"/jobs/{job.Id.Value}/rush")).Dispose();
    }

    public async Task<IReadOnlyList<JobRecord>> JobsAsync(string kind) =>
        await Doors.Get<IJobReader>().ListAsync(new JobQuery(Kind: kind), Ct);

    public Task<List<string>> AskAsync(string sql) => Doors.Get<Database>().AskAsync(sql);

    /// <summary>Waits until something is so, looking often.</summary>
    public static async Task UntilAsync(Func<bool> isSo) => await UntilAsync(() => Task.FromResult(isSo()));

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Doors.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private PathMapping Mapping(string name, MediaType type)
    {
        var (source, destination) = (Path.Combine(_root, "source", name), At(name));
        Directory.CreateDirectory(source);
        Directory.CreateDirectory(destination);
        return new()
        {
            From = $"/{name}",
            Source = source,
            Destination = destination,
            Type = type,
        };
    }
}
