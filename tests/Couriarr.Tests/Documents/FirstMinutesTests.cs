using Couriarr.CrashRig;
using Couriarr.Neighbours;
using Couriarr.Neighbours.Receivers;

namespace Couriarr.Tests.Documents;

/// <summary>The first five minutes, line by line as the page has them, on a machine with a Radarr, a Sonarr, a Plex and a chat.</summary>
[Trait("family", "docs")]
[Trait("slow", "yes")]
public sealed class FirstMinutesTests
{
    private const string Movie = "Heat (2021)/Heat.mkv";
    private static readonly IReadOnlyList<Block> Page = [.. Block.In("docs/start.md")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Followed_literally_an_import_is_carried_told_and_shown()
    {
        using var scratch = new Scratch();
        await using var radarr = await FakeArr.RadarrAsync();
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var telegram = await FakeReceiver.StartAsync<FakeTelegram>();
        var (near, far) = (scratch.Path("near"), scratch.Path("far"));
        await using var plex = new FakePlex(new FakeLibrary("1", "Movies", "movie", "/media/Movies", Path.Join(far, "Movies")));
        await plex.StartAsync();
        radarr.Disk = sonarr.Disk = near;
        foreach (var folder in new[] { $"{near}/movies", $"{near}/tv", $"{far}/Movies", $"{far}/TV" })
            Directory.CreateDirectory(folder);
        var plan = Plan(scratch)
            .With("RADARR_HD_API_KEY", radarr.ApiKey)
            .With("SONARR_HD_API_KEY", sonarr.ApiKey)
            .With("TELEGRAM_BOT_TOKEN", telegram.Token)
            .With("TELEGRAM_API_URL", $"{telegram.Address}")
            .With("PLEX_TOKEN", plex.Token);
        var typed = new Typed(
            scratch.Path("here"),
            new(plan.Environment) { ["PORT"] = $"{plan.Port}", ["COURIARR_DATA"] = plan.Folder },
            ("http://radarr:7878", $"{radarr.Address}"),
            ("http://sonarr:8989", $"{sonarr.Address}"),
            ("http://10.0.0.50:32400", $"{plex.Address}"),
            ("/mnt/synology/rs-", $"{near}/"),
            ("/mnt/unraid/media", far)
        );
        await radarr.ImportAsync(radarr.Add("Before"), new FakeImport("Before.mkv", new byte[50_000]));
        var show = sonarr.Add("Show");
        await sonarr.ImportAsync(show, new FakeImport("Season 01/S01E01.mkv", new byte[50_000], sonarr.AddEpisode(show, 1, 1)));
        await File.WriteAllTextAsync(scratch.Path("config.yaml"), typed.Here(string.Concat(Samples())), Ct);

        await using var host = await HostProcess.StartAsync(plan, Ct);
        // The way is proven to its end once what was there before has arrived: it is fetched by itself.
        await IsThereAsync($"{far}/Movies/Before (2021)/Before.mkv");
        await IsThereAsync($"{far}/TV/Show (2021)/Season 01/S01E01.mkv");
        foreach (var line in Page.Where(block => block.Language == "sh").SelectMany(block => block.Commands()).Skip(1))
            await TypeAsync(typed, line);
        await radarr.ImportAsync(radarr.Add("Heat"), new FakeImport("Heat.mkv", new byte[100_000]));

        await IsThereAsync($"{far}/Movies/{Movie}");
        await Until.TrueAsync(
            () => Task.FromResult(plex.Items.Any(item => item.Path == $"/media/Movies/{Movie}")),
            "Plex shows it",
            Ct,
            180
        );
        await Until.TrueAsync(() => Task.FromResult(telegram.Seen.Any(seen => seen.Text.Contains("Heat"))), "Telegram tells it", Ct, 180);
    }

    [Fact]
    public void It_begins_with_the_start() => Assert.Equal(["./run"], Page.First(block => block.Language == "sh").Commands());

    private static async Task TypeAsync(Typed typed, string line)
    {
        var (code, said) = await typed.TypeAsync(line, Ct);
        Assert.True(code == 0, $"{line} ended with {code}: {said}");
    }

    private static Task IsThereAsync(string file) =>
        Until.TrueAsync(() => Task.FromResult(File.Exists(file)), $"{file} arrives", Ct, seconds: 180);

    private static IEnumerable<string> Samples() => Page.Where(block => block.Language == "yaml").Select(block => block.Text);

    // What a real house need not say: files are finished when they are told, and a test has no gigabytes to spare.
    private static HostPlan Plan(Scratch scratch) =>
        (scratch.Plan() with { Program = HostPlan.Couriarr })
            .With("COURIARR_CONFIG", scratch.Path("config.yaml"))
            .With("SYNC_RESERVE_MB", "0")
            .With("SYNC_SETTLE", "0s");
}
