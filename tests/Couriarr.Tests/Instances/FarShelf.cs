using System.Text.Json;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Storage;
using Couriarr.Tests.Transfers;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Instances;

/// <summary>Radarrs with disks of their own, and for each a folder into which what it imports is carried.</summary>
internal sealed class FarShelf : IAsyncDisposable
{
    private readonly string _disk = Directory.CreateTempSubdirectory("couriarr-far-").FullName;
    private readonly List<(string Name, FakeArr Arr)> _arrs = [];
    private ArrHousehold? _house;

    public ArrHousehold House => _house!;

    /// <summary>Of what was delivered, people were told in these words.</summary>
    public IEnumerable<string> Told => House.Host.Get<Told>().Deliveries;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<FakeArr> RadarrAsync(string name, TimeProvider? clock = null)
    {
        var arr = await FakeArr.RadarrAsync(clock);
        arr.Disk = Path.Join(_disk, "near", name);
        Directory.CreateDirectory(Path.Join(arr.Disk, "movies"));
        Directory.CreateDirectory(Path.Join(_disk, "far", name));
        _arrs.Add((name, arr));
        return arr;
    }

    /// <param name="routes">The instances that have a mapping of their own; without any, the first one's is everybody's.</param>
    public Task OpenAsync(params string[] routes) => OpenAsync(_arrs, routes);

    /// <summary>The others are there, but we were not told of them.</summary>
    public Task OpenOnlyAsync(params string[] names) => OpenAsync(_arrs.FindAll(one => names.Contains(one.Name)), []);

    private async Task OpenAsync(List<(string Name, FakeArr Arr)> known, string[] routes)
    {
        var options = new CouriarrOptions
        {
            Paths = new()
            {
                Mappings = routes.Length == 0 ? [Mapping(_arrs[0].Name, null)] : [.. routes.Select(name => Mapping(name, name))],
            },
            Sync = new() { Settle = TimeSpan.FromMilliseconds(100), ReserveMb = 0 },
        };
        _house = await ArrHousehold.StartAsync(
            options,
            services =>
                services
                    .AddSingleton<Told>()
                    .AddSingleton<IReaction<MediaDelivered>>(s => s.GetRequiredService<Told>())
                    .AddJob<Note, NoteHandler>(),
            [.. known]
        );
    }

    public string Near(string name, string within) => Path.Join(_disk, "near", name, "movies", within);

    public string Far(string name, string within) => Path.Join(_disk, "far", name, within);

    public FakeArr Arr(string name) => _arrs.Single(one => one.Name == name).Arr;

    /// <summary>Has the app tell us what it does at this address, as somebody would set it up by hand.</summary>
    public async Task HookAsync(string name, string path)
    {
        await House.PostAsync($"/instances/{name}/register?url={House.Host.Address}");
        Arr(name).Change(shelf => shelf with { Hooks = [.. shelf.Hooks.Select(hook => Leading(hook, $"{House.Host.Address}{path}"))] });
    }

    /// <summary>Puts a file where the courier brings his.</summary>
    public void Put(string name, string within, byte[] content, TimeSpan age)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Far(name, within))!);
        File.WriteAllBytes(Far(name, within), content);
        File.SetLastWriteTimeUtc(Far(name, within), TimeProvider.System.GetUtcNow().UtcDateTime - age);
    }

    /// <summary>What was imported within the last days by the history of the instance, and what of it has arrived.</summary>
    public async Task<(int InHistory, int Delivered)> GaugeAsync(string instance)
    {
        var seen = await House.Host.GetAsync($"/instances/{instance}/deliveries");
        return (seen.GetProperty("in_history").GetInt32(), seen.GetProperty("delivered").GetInt32());
    }

    public Task UntilGaugeAsync(string instance, int inHistory, int delivered) =>
        CarryHost.UntilAsync(async () => await GaugeAsync(instance) == (inHistory, delivered));

    /// <summary>What a dry run would hand in.</summary>
    public async Task<List<string>> MissedAsync(string instance)
    {
        var answer = await House.PostAsync($"/catchup?dry_run=true&since=48h&instance={instance}");
        return [.. answer.GetProperty("instances")[0].GetProperty("missed").EnumerateArray().Select(PathOf)];
    }

    public Task<List<string>> AskAsync(string sql) => House.Host.Get<Database>().AskAsync(sql);

    /// <summary>Waits until the history of the instance was read from end to end.</summary>
    public Task UntilReadAsync(string instance) =>
        CarryHost.UntilAsync(async () => (await House.Host.GetAsync("/catchup")).EnumerateArray().Any(mark => IsReadOf(mark, instance)));

    /// <summary>Waits until nothing is left to do.</summary>
    public Task IdleAsync() =>
        CarryHost.UntilAsync(async () => (await House.Host.Get<IJobReader>().CensusAsync(Ct)).All(c => c.Kind == "transfer-sidecars"));

    public async ValueTask DisposeAsync()
    {
        if (_house is not null)
            await _house.DisposeAsync();
        foreach (var (_, arr) in _arrs)
            await arr.DisposeAsync();
        Directory.Delete(_disk, recursive: true);
    }

    private PathMapping Mapping(string name, string? instance) =>
        new()
        {
            From = "/movies",
            Source = Near(name, ""),
            Destination = Far(name, ""),
            Instance = instance,
        };

    private static JsonObject Leading(JsonObject hook, string address)
    {
        var other = (JsonObject)hook.DeepClone();
        other["fields"]!.AsArray().Single(field => field!["name"]!.GetValue<string>() == "url")!["value"] = address;
        return other;
    }

    private static bool IsReadOf(JsonElement mark, string instance) =>
        mark.GetProperty("instance").GetString() == instance && mark.GetProperty("read_at").ValueKind is JsonValueKind.String;

    private static string PathOf(JsonElement file) => file.GetProperty("path").GetString()!;
}
