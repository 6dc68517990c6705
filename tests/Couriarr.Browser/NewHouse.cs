using Couriarr.Neighbours;
using Couriarr.Neighbours.Receivers;

namespace Couriarr.Browser;

/// <summary>A household before its set-up: a Radarr that has imported a movie, a Plex, and somebody who wants to hear of things.</summary>
internal sealed class NewHouse : IAsyncDisposable
{
    public const string First = "The Glass Ferry";

    /// <summary>Of a way that holds.</summary>
    public static readonly string[] Hops = ["App", "Import", "Mapping", "Source", "File", "Destination", "Arrival"];

    private NewHouse(Scene scene, Disk disk, FakeArr radarr, HookReceiver family)
    {
        (Scene, Disk, Radarr, Family) = (scene, disk, radarr, family);
        Plex = new FakePlex(new FakeLibrary("1", "Films", "movie", Path.Combine(disk.Far, "movies"), Path.Combine(disk.Far, "movies")));
    }

    public Scene Scene { get; }
    public Disk Disk { get; }
    public FakeArr Radarr { get; }
    public HookReceiver Family { get; }
    public FakePlex Plex { get; }
    public object AppOptions => new { url = Radarr.Address, api_key = Radarr.ApiKey };

    public static async Task<NewHouse> BuildAsync()
    {
        var disk = new Disk();
        var scene = await Scene.EmptyAsync(disk.Options);
        scene.With(disk);
        var radarr = scene.With(await FakeArr.RadarrAsync());
        radarr.Disk = disk.Near;
        var house = new NewHouse(scene, disk, radarr, scene.With(await FakeReceiver.StartAsync<HookReceiver>()));
        await scene.With(house.Plex).StartAsync();
        await Scenes.ImportAsync(radarr, radarr.Add(First), $"{First}.mkv");
        return house;
    }

    /// <summary>Only this one: an empty library would look as if it was not mounted.</summary>
    public void LoseTheFile() =>
        Directory.Move(Path.Combine(Disk.Near, "movies", $"{First} (2021)"), Path.Combine(Disk.Near, "movies", "Another (2021)"));

    public ValueTask DisposeAsync() => Scene.DisposeAsync();
}
