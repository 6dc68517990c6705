using Couriarr.Neighbours;

namespace Couriarr.CrashRig.Nodes;

/// <summary>Nodes of one household: the same configuration, library and receiver, and of each its own data folder and port.</summary>
internal sealed class Estate : IAsyncDisposable
{
    private readonly Scratch _scratch = new();

    private Estate(Cellar cellar)
    {
        Cellar = cellar;
        Directory.CreateDirectory(Source);
        Directory.CreateDirectory(Destination);
        // In a library that was empty it would not look for what it is told of, and nobody tells it.
        File.WriteAllText(Ancient, "");
        Receiver = new FakeJellyfin(new FakeLibrary("1", "Movies", "movie", Destination, Destination)) { Delay = TimeSpan.FromSeconds(1) };
    }

    public Cellar Cellar { get; }

    /// <summary>Counts of what it is told, and how often. To people several messages might be put into one.</summary>
    public FakeJellyfin Receiver { get; }
    public IReadOnlyList<Node> Nodes { get; private set; } = [];
    public string Root => _scratch.Path("");
    public string Source => _scratch.Path("source");

    /// <summary>Lay at the destination before anybody came.</summary>
    public string Ancient => Path.Join(Destination, "Film from before.mkv");

    public string Destination => _scratch.Path("destination");

    /// <param name="lease">Null for the program as it is; else a host of tests, whose leases are that short.</param>
    public static async Task<Estate> BuildAsync(int nodes, bool withRedis, TimeSpan? lease, CancellationToken ct)
    {
        var estate = new Estate(await Cellar.OpenAsync(withRedis));
        try
        {
            await estate.FurnishAsync(nodes, lease, ct);
            return estate;
        }
        catch
        {
            await estate.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
        await Receiver.DisposeAsync();
        await Cellar.DisposeAsync();
        _scratch.Dispose();
    }

    private async Task FurnishAsync(int nodes, TimeSpan? lease, CancellationToken ct)
    {
        await Receiver.StartAsync();
        await File.WriteAllTextAsync(_scratch.Path("config.yaml"), Config, ct);
        File.SetUnixFileMode(_scratch.Path("config.yaml"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Nodes = [.. Enumerable.Range(1, nodes).Select(number => new Node(number, PlanOf(number, lease)))];
        foreach (var node in Nodes)
            await node.StartAsync(ct);
    }

    private HostPlan PlanOf(int number, TimeSpan? lease)
    {
        var plan = new HostPlan(_scratch.Path($"data-{number}")).With("COURIARR_CONFIG", _scratch.Path("config.yaml"));
        return lease is { TotalSeconds: var seconds }
            ? plan.With("LEASE", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : plan with
            {
                Program = HostPlan.Couriarr,
            };
    }

    private string Config =>
        $$"""
            server: { bind: 127.0.0.1 }
            storage: { {{Cellar.Words}}, secret_key: '{{Convert.ToBase64String(new byte[32])}}' }
            paths:
              mappings:
                - { from: /movies, source: {{Source}}, destination: {{Destination}}, type: movie }
            players:
              counting: { kind: jellyfin, url: '{{Receiver.Address}}', api_key: {{Receiver.ApiKey}}, settle: 0s }
            lanes: { transfer: 4 }
            sync: { settle: 0s, reserve_mb: 0, retry_interval: 2s, retry_flat: true, max_retries: 100, sidecars: [] }

            """;
}
