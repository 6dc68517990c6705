using System.Globalization;
using Couriarr.CrashRig;
using Couriarr.CrashRig.Nodes;
using Signal = Couriarr.CrashRig.Signal;

namespace Couriarr.Tests.Faults;

/// <summary>
/// Two nodes of one library. The first copies by an rsync that takes minutes, and the line between it and where the queue is can be disturbed;
/// the second copies as fast as it can.
/// </summary>
internal sealed class Pair : IAsyncDisposable
{
    private const string Movie = "Film (1990)/Film (1990).mkv";
    private const int Size = 6_000_000;
    private readonly Scratch _scratch = new();
    private readonly Cellar _cellar;
    private readonly TimeSpan _lease;
    private readonly string _content = new('x', Size);

    private Pair(Cellar cellar, TimeSpan lease)
    {
        (_cellar, _lease) = (cellar, lease);
        Line = cellar.Redis is { Port: var port } ? Relay.ToPort(port) : cellar.Relay();
    }

    public Relay Line { get; }
    public HostProcess First { get; private set; } = null!;
    public HostProcess Second { get; private set; } = null!;
    public string Delivered => Path.Join(_scratch.Path("destination"), Movie);
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>With the first one copying, and the second one ready to.</summary>
    public static async Task<Pair> StartAsync(bool withRedis, TimeSpan lease, string? faultOfFirst = null, int kilobytesASecond = 50)
    {
        var pair = new Pair(await Cellar.OpenAsync(withRedis), lease);
        try
        {
            await pair.FurnishAsync(faultOfFirst, kilobytesASecond);
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>The processes with which the first one copies.</summary>
    public IReadOnlyList<int> Rsyncs()
    {
        var home = File.ReadAllText(Path.Join(_scratch.Path("first"), "node.id")).Trim();
        return
        [
            .. from process in Directory.EnumerateDirectories("/proc")
            where char.IsAsciiDigit(Path.GetFileName(process)[0])
            where CrashRig.Carry.Processes.Read($"{process}/environ").Contains($"{home} ", StringComparison.Ordinal)
            select int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture),
        ];
    }

    /// <summary>To the first one and all that copies for it, as when its whole machine stands still.</summary>
    public void SignalFirst(Signal signal)
    {
        First.Signal(signal);
        foreach (var rsync in Rsyncs())
            Signals.Send(rsync, signal);
    }

    /// <summary>It dies at once, and comes back on its data folder.</summary>
    public async Task KillFirstAsync()
    {
        var plan = First.Plan;
        await First.KillAsync(Ct);
        await First.DisposeAsync();
        First = await HostProcess.StartAsync(plan, Ct);
    }

    public async Task<SeenJob> TransferAsync() => Assert.Single(await Second.Client.JobsAsync("&type=transfer-media", Ct));

    public Task DeliveredAsync() =>
        Until.TrueAsync(
            async () => (await TransferAsync()).Status == "succeeded",
            "the second one has delivered",
            Ct,
            seconds: (int)(_lease * 3).TotalSeconds + 60
        );

    /// <summary>What lies at the destination is the original, whole and alone.</summary>
    public void AssertWhole()
    {
        Assert.Equal([Delivered], Directory.EnumerateFiles(Path.GetDirectoryName(Delivered)!));
        Assert.True(File.ReadAllText(Delivered) == _content, "What was delivered is not the original.");
    }

    public Task<IReadOnlyList<string>> AskAsync(string sql) => _cellar.AskAsync(sql);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in (HostProcess?[])[First, Second])
            if (host is not null)
            {
                host.Signal(Signal.Continue);
                await host.DisposeAsync();
            }
        foreach (var rsync in Directory.Exists(_scratch.Path("first")) ? Rsyncs() : [])
            Signals.Kill(rsync);
        await Line.DisposeAsync();
        await _cellar.DisposeAsync();
        _scratch.Dispose();
    }

    private static readonly string Imported = $$"""
        {
          "eventType": "Download", "instanceName": "Radarr", "isUpgrade": false, "downloadId": "1",
          "movie": { "id": 1, "title": "Film", "year": 1990, "folderPath": "/movies/Film (1990)", "tmdbId": 100001 },
          "movieFile": { "id": 1, "relativePath": "Film (1990).mkv", "path": "/movies/{{Movie}}", "quality": "Bluray-1080p", "size": {{Size}} }
        }
        """;

    private async Task FurnishAsync(string? faultOfFirst, int kilobytesASecond)
    {
        Directory.CreateDirectory(_scratch.Path("destination"));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(_scratch.Path("source"), Movie))!);
        await File.WriteAllTextAsync(Path.Join(_scratch.Path("source"), Movie), _content, Ct);
        var first = Plan("first", _cellar.WordsThrough(Line.Port), kilobytesASecond);
        First = await HostProcess.StartAsync(faultOfFirst is null ? first : first.WithFault(faultOfFirst), Ct);
        var told = await First.Client.PostAsync("/webhooks/radarr", Imported, Ct);
        Assert.Equal(200, told.Status);
        await Until.TrueAsync(() => Task.FromResult(Rsyncs().Count > 0), "the first one copies", Ct);
        Second = await HostProcess.StartAsync(Plan("second", _cellar.Words, kilobytesASecond: 0), Ct);
    }

    private HostPlan Plan(string name, string storage, int kilobytesASecond)
    {
        var config = _scratch.Path($"{name}.yaml");
        File.WriteAllText(
            config,
            $$"""
            server: { bind: 127.0.0.1 }
            node: { name: {{name}} }
            storage: { {{storage}}, secret_key: '{{Convert.ToBase64String(new byte[32])}}' }
            paths:
              mappings:
                - { from: /movies, source: {{_scratch.Path("source")}}, destination: {{_scratch.Path("destination")}}, type: movie }
            sync: { engine: rsync, settle: 0s, reserve_mb: 0, sidecars: [], bandwidth: { limit: {{kilobytesASecond}} } }

            """
        );
        File.SetUnixFileMode(config, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new HostPlan(_scratch.Path(name))
            .With("COURIARR_CONFIG", config)
            .With("LEASE", _lease.TotalSeconds.ToString(CultureInfo.InvariantCulture));
    }
}
