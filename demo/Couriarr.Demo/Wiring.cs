using System.Security.Cryptography;
using Couriarr.Neighbours;

namespace Couriarr.Demo;

/// <summary>The made-up Radarr and Sonarr, and the configuration that tells the service of them.</summary>
internal sealed class Wiring : IAsyncDisposable
{
    /// <summary>Slow enough to be watched.</summary>
    public const int KilobytesPerSecond = 10_000;
    private readonly string _secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private Wiring(FakeArr radarr, FakeArr sonarr) => (Radarr, Sonarr) = (radarr, sonarr);

    public FakeArr Radarr { get; }
    public FakeArr Sonarr { get; }

    public static async Task<Wiring> StartAsync(Ground ground)
    {
        var wiring = new Wiring(await FakeArr.RadarrAsync(), await FakeArr.SonarrAsync());
        wiring.Radarr.Disk = wiring.Sonarr.Disk = ground.Source;
        return wiring;
    }

    public string Config(Ground ground, int port, string key) =>
        $"""
            server:
              bind: 127.0.0.1
              port: {port}
            auth:
              api_key: {key}
              webhook_secret: {_secret}
            storage:
              path: {Quoted(ground.Data)}
            paths:
              mappings:
                - {Mapping(ground.Movies, "movie")}
                - {Mapping(ground.Shows, "tv")}
            instances:
              radarr:
                kind: radarr
                url: {Radarr.Address}
                api_key: {Radarr.ApiKey}
              sonarr:
                kind: sonarr
                url: {Sonarr.Address}
                api_key: {Sonarr.ApiKey}
            sync:
              settle: 1s
              reserve_mb: 0
              sidecars: []
              bandwidth:
                limit: {KilobytesPerSecond}

            """;

    public async ValueTask DisposeAsync()
    {
        await Radarr.DisposeAsync();
        await Sonarr.DisposeAsync();
    }

    private static string Mapping(Library library, string type) =>
        $"{{ from: {library.From}, source: {Quoted(library.Source)}, destination: {Quoted(library.Destination)}, type: {type} }}";

    private static string Quoted(string path) => $"'{path.Replace("'", "''", StringComparison.Ordinal)}'";
}
