using System.Net.Http.Json;
using Couriarr.Browser;
using Couriarr.MovingIn;
using Couriarr.Neighbours;
using Couriarr.Neighbours.Receivers;
using Couriarr.Tests.Deploy;
using Couriarr.Tests.Doors;
using Microsoft.AspNetCore.Http;

[assembly: AssemblyFixture(typeof(Scenes))]

namespace Couriarr.Browser;

/// <summary>
/// What there is to see: one service that nobody has used yet and one in the middle of its work, which all walks share and none changes.
/// A page that shows something new gets a step here.
/// </summary>
internal sealed class Scenes : IAsyncDisposable
{
    private readonly Lazy<Task<Scene>> _unused = new(() => Scene.EmptyAsync());
    private readonly Lazy<Task<Scene>> _busy = new(BusyAsync);

    /// <summary>Where somebody like this sees something.</summary>
    public static async Task<Scene> ForAsync(Who who)
    {
        var scenes = (await TestContext.Current.GetFixture<Scenes>())!;
        return await (who is Who.First ? scenes._unused : scenes._busy).Value;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (
            var scene in new[] { _unused, _busy }.Where(scene => scene is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        )
            await (await scene.Value).DisposeAsync();
    }

    /// <summary>Movies and a season on their way and delivered, jobs in every state, receivers that are well and one that is not.</summary>
    public static async Task<Scene> BusyAsync()
    {
        var disk = new Disk();
        var scene = await Scene.SettledAsync(disk.Options);
        scene.With(disk);
        var radarr = await AddArrAsync(scene, "radarr-hd", await FakeArr.RadarrAsync(), disk);
        var sonarr = await AddArrAsync(scene, "sonarr-hd", await FakeArr.SonarrAsync(), disk);
        await AddReceiversAsync(scene, disk);
        await Month.PassAsync(radarr, disk);
        await ImportMoviesAsync(scene, radarr, disk);
        await ImportSeasonAsync(sonarr);
        await disk.UntilCarriedAsync(25);
        await Month.EndAsync(scene, disk);
        await AddErrandsAsync(scene);
        scene.Tell("title", "radarr-hd:16");
        await Findings.AddAsync(scene);
        await BringEarlierAsync(scene, disk);
        await Month.AgeAsync(scene);
        return scene;
    }

    /// <summary>An app that tells us what it does.</summary>
    public static async Task<FakeArr> AddArrAsync(Scene scene, string name, FakeArr arr, Disk? disk = null)
    {
        scene.With(arr);
        arr.Disk = disk?.Near;
        var kind = arr.Flavour.Name.ToLowerInvariant();
        await AddAsync(scene, "instances", name, kind, new { url = arr.Address, api_key = arr.ApiKey });
        using var answer = await scene.Host.PostAsync($"/instances/{name}/register?url={scene.Address}");
        answer.EnsureSuccessStatusCode();
        return arr;
    }

    public static async Task AddAsync(Scene scene, string family, string name, string kind, object options)
    {
        var member = new
        {
            name,
            kind,
            options,
        };
        using var answer = await scene.Host.Client.PostAsJsonAsync($"/members/{family}", member, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    // The phone is away: somebody has to see that.
    private static async Task AddReceiversAsync(Scene scene, Disk disk)
    {
        var family = scene.With(await FakeReceiver.StartAsync<HookReceiver>());
        await AddAsync(scene, "channels", "family", "webhook", new { url = family.Address });
        await AddAsync(scene, "channels", "phone", "ntfy", new { url = "http://127.0.0.1:9", topic = "home" });
        await AddPlexAsync(scene, "living-room", disk, disk.Far);
        await AddPlexAsync(scene, "den", disk, "/media");
        (await scene.Host.PostAsync("/members/players/den/disable")).Dispose();
    }

    /// <param name="root">As it calls the folder that the files go to.</param>
    public static async Task AddPlexAsync(Scene scene, string name, Disk disk, string root)
    {
        var plex = scene.With(
            new FakePlex(
                new FakeLibrary("1", "Movies", "movie", $"{root}/movies", Path.Combine(disk.Far, "movies")),
                new FakeLibrary("2", "Series", "tv", $"{root}/tv", Path.Combine(disk.Far, "tv"))
            )
        );
        await plex.StartAsync();
        await AddAsync(scene, "players", name, "plex", new { url = plex.Address, token = plex.Token });
    }

    // Of the last one the file is gone before anybody can carry it.
    private static async Task ImportMoviesAsync(Scene scene, FakeArr radarr, Disk disk)
    {
        foreach (
            var title in new[]
            {
                "The Glass Ferry",
                "Harbour of Salt",
                "Nine Lanterns",
                "A Very Long Night at the Observatory of the North",
            }
        )
            await ImportAsync(radarr, radarr.Add(title), $"{title} (2021) [WEBDL-1080p].mkv");
        await disk.UntilCarriedAsync(19);
        radarr.Disk = null;
        await ImportAsync(radarr, radarr.Add("The Vanished Reel"), "The Vanished Reel (2021) [WEBDL-1080p].mkv");
        await scene.UntilAsync(() => scene.HasJobAsync("transfer-media", job => job.GetProperty("status").GetString() == "superseded"));
    }

    private static async Task ImportSeasonAsync(FakeArr sonarr)
    {
        var series = sonarr.Add("Signal Hill");
        var episodes = Enumerable.Range(1, 6).Select(number => sonarr.AddEpisode(series, 1, number)).ToList();
        await sonarr.ImportAllAsync(
            series,
            episodes.Select(one => new FakeImport($"Season 01/Signal Hill - S01E0{one.Number} [WEBDL-1080p].mkv", new byte[50_000], one))
        );
    }

    // Somebody looks at what an earlier service left.
    private static async Task BringEarlierAsync(Scene scene, Disk disk)
    {
        var folder = Directory.GetParent(disk.Near)!.FullName;
        var files = new[] { EarlierFiles.PutTransfers(folder), EarlierFiles.PutShows(folder) };
        var forms = files.Select(file => (Name: Path.GetFileName(file), Content: (Stream)File.OpenRead(file)));
        var lines = new MemoryStream("SYNC_MAX_RETRIES=7\nRADARR_URL=http://radarr:7878\nRADARR_API_KEY=secret\n"u8.ToArray());
        await scene
            .Host.Get<Luggage>()
            .BringAsync(
                [
                    .. forms
                        .Append((Name: ".env", Content: lines))
                        .Select(form => new FormFile(form.Content, 0, form.Content.Length, "files", form.Name)),
                ],
                TestContext.Current.CancellationToken
            );
    }

    /// <summary>A job that is done, one that runs and one that failed, for the pages of jobs.</summary>
    public static async Task AddErrandsAsync(Scene scene)
    {
        scene.Tell("title", "radarr-hd:1");
        scene.Tell("done", (await scene.Host.EnqueueAsync(new Errand("Fetch the paper", Succeed: true))).Value);
        scene.Tell("running", (await scene.Host.StartErrandAsync(new Errand("Count the shelves"))).Value);
        var failed = await scene.Host.EnqueueAsync(new Errand("Post the letters", Fail: true));
        await scene.Host.UntilAsync(failed, "dead");
        scene.Tell("failed", failed.Value);
    }

    public static Task ImportAsync(FakeArr arr, FakeWork work, string file) =>
        arr.ImportAsync(work, new FakeImport(file, new byte[200_000]));
}
