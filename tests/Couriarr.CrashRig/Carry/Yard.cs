using Couriarr.Neighbours;

namespace Couriarr.CrashRig.Carry;

/// <summary>Everything around the service: the apps with their disk, mounts on both sides, a small disk to carry to, and how to start it.</summary>
internal sealed class Yard : IAsyncDisposable
{
    private readonly Scratch _scratch = new();
    private readonly MemoryDisk _disk;

    private Yard(int megabytes, FakeArr radarr, FakeArr sonarr)
    {
        (Radarr, Sonarr) = (radarr, sonarr);
        _disk = new MemoryDisk(megabytes, inodes: 50_000);
        foreach (var library in new[] { "movies", "tv" })
        {
            Sources.Add(new FuseFolder($"the source of {library}", Path.Join(Near, library), _scratch.Path($"source-{library}")));
            Destinations.Add(
                new FuseFolder($"the destination of {library}", Path.Join(_disk.Folder, library), _scratch.Path($"destination-{library}"))
            );
        }
        Radarr.Disk = Sonarr.Disk = Near;
        Plan = new HostPlan(_scratch.Path("data")) { Program = HostPlan.Couriarr }.With("COURIARR_CONFIG", _scratch.Path("config.yaml"));
        File.WriteAllText(_scratch.Path("config.yaml"), Config);
    }

    public FakeArr Radarr { get; }
    public FakeArr Sonarr { get; }
    public IReadOnlyList<FakeArr> Apps => [Radarr, Sonarr];
    public List<FuseFolder> Sources { get; } = [];
    public List<FuseFolder> Destinations { get; } = [];
    public HostPlan Plan { get; }
    public string Root => _scratch.Path("");

    /// <summary>What stands for / on the disk of the apps.</summary>
    private string Near => _scratch.Path("near");

    private IEnumerable<FuseFolder> Mounts => Sources.Concat(Destinations);

    public static async Task<Yard> BuildAsync(int megabytes, CancellationToken ct)
    {
        var yard = new Yard(megabytes, await FakeArr.RadarrAsync(), await FakeArr.SonarrAsync());
        try
        {
            foreach (var mount in yard.Mounts)
                await mount.MountAsync(ct);
            return yard;
        }
        catch
        {
            await yard.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where a path of an app's has to arrive, past the mount.</summary>
    public string Arrival(string appPath) => Path.Join(_disk.Folder, appPath);

    public IEnumerable<string> Arrived =>
        Destinations.SelectMany(d =>
            Directory
                .EnumerateFiles(d.Behind, "*", SearchOption.AllDirectories)
                .Where(path => !path.Contains("/.couriarr-recycle/", StringComparison.Ordinal))
        );

    public void FillDisk() => _disk.Fill();

    public void MakeRoom() => _disk.MakeRoom();

    public async ValueTask DisposeAsync()
    {
        foreach (var mount in Mounts)
            mount.Dispose();
        foreach (var app in Apps)
            await app.DisposeAsync();
        _disk.Dispose();
        _scratch.Dispose();
    }

    private string Config =>
        $"""
            server: {"{ bind: 127.0.0.1 }"}
            paths:
              mappings:
                - {Mapping(0, "movies", "movie")}
                - {Mapping(1, "tv", "tv")}
            instances:
              radarr: {Member(Radarr)}
              sonarr: {Member(Sonarr)}
            lanes: {"{ transfer: 4 }"}
            sync:
              settle: 1s
              reserve_mb: 0
              retry_interval: 2s
              retry_flat: true
              max_retries: 100
              stall_timeout: 20s
              sidecars: []
              mirror: {"{ upgrades: true, renames: true }"}
              bandwidth: {"{ limit: 1500 }"}

            """;

    private string Mapping(int i, string library, string type) =>
        $"{{ from: /{library}, source: {Sources[i].Folder}, destination: {Destinations[i].Folder}, type: {type} }}";

    private static string Member(FakeArr arr) =>
        $"{{ kind: {arr.Flavour.Name.ToLowerInvariant()}, url: '{arr.Address}', api_key: {arr.ApiKey} }}";
}
