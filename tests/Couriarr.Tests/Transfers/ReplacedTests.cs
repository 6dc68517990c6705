using Couriarr.Features.Media;
using Couriarr.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Transfers;

/// <summary>What an upgrade replaced goes under whatever name it lies here, and when the last of what was in it has come, be that days later.</summary>
[Trait("family", "carry")]
public sealed class ReplacedTests
{
    private const string Old = "Show/E01 HDTV.mkv",
        Renamed = "Show/Show - E01 HDTV.mkv",
        Better = "Show/E01 WEB.mkv",
        Both = "Show/E01E02.mkv",
        Other = "Show/E02.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C17_a_file_that_only_upstream_renamed_goes_when_an_upgrade_replaces_it_under_its_new_name()
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries);
        await BringAsync(host, Old, 1);
        await RenameAsync(host, (Old, Renamed));

        libraries.Lose(Renamed);
        await UpgradeAsync(host, Better, Renamed, 1);

        Assert.Equal([Better], libraries.Delivered);
        Assert.True(libraries.Recycled(Old));
        libraries.Check();
    }

    [Fact]
    public async Task C17_and_when_the_better_one_has_just_that_name()
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries);
        await BringAsync(host, Old, 1);
        await RenameAsync(host, (Old, "Show/between.mkv"));
        await RenameAsync(host, ("Show/between.mkv", Renamed));

        libraries.Lose(Renamed);
        await UpgradeAsync(host, Renamed, Renamed, 1);

        Assert.Equal([Renamed], libraries.Delivered);
        Assert.True(libraries.Recycled(Old));
        libraries.AssertSame(Renamed);
    }

    [Fact]
    public async Task C17_what_upstream_still_has_under_its_new_name_stays_whatever_an_event_says()
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries);
        await BringAsync(host, Old, 1);
        await RenameAsync(host, (Old, Renamed));

        await UpgradeAsync(host, Better, Renamed, 1);

        Assert.Equal([Old, Better], libraries.Delivered);
    }

    [Fact]
    public async Task Files_that_take_over_names_from_each_other_are_not_taken_for_each_other()
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries);
        await BringAsync(host, Old, 1);
        await BringAsync(host, Other, 2);

        await RenameAsync(host, (Other, "Show/last.mkv"), (Old, Other));
        await RenameAsync(host, ("Show/last.mkv", "Show/E03.mkv"), (Other, "Show/last.mkv"));

        Assert.Equal(
            [$"{Old} is /movies/Show/last.mkv", $"{Other} is /movies/Show/E03.mkv"],
            await host.AskAsync("SELECT within || ' is ' || upstream_path FROM sync_jobs ORDER BY id")
        );
    }

    [Fact]
    public async Task C17_a_double_episode_goes_when_the_second_of_the_two_that_replace_it_comes_days_later()
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries);
        await BringAsync(host, Both, 1, 2);
        libraries.Lose(Both);
        await UpgradeAsync(host, Better, Both, 1);
        Assert.Equal([Better, Both], libraries.Delivered);

        await ImportAsync(host, Other, 2);

        Assert.Equal([Better, Other], libraries.Delivered);
        Assert.True(libraries.Recycled(Both));
        libraries.Check();
    }

    [Fact]
    public async Task C17_an_episode_that_is_none_of_the_two_lets_it_stay()
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries);
        await BringAsync(host, Both, 1, 2);
        libraries.Lose(Both);
        await UpgradeAsync(host, Better, Both, 1);

        await ImportAsync(host, "Show/E03.mkv", 3);

        Assert.Equal([Better, Both, "Show/E03.mkv"], libraries.Delivered);
    }

    [Fact]
    public async Task C17_what_comes_of_a_movie_later_does_not_stand_for_the_better_one_that_never_came()
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries);
        libraries.Put("A/old.mkv");
        await host.ImportAsync("A/old.mkv");
        await host.IdleAsync();
        libraries.Lose("A/old.mkv");
        await host.ImportAsync(
            libraries.Movie("A/better.mkv", 5) with
            {
                IsUpgrade = true,
                Superseded = ["/movies/A/old.mkv"],
                Webhook = 1,
            }
        );
        await host.SettledAsync();

        libraries.Put("A/trailer.mkv");
        await host.ImportAsync(libraries.Movie("A/trailer.mkv") with { Webhook = 2 });
        await host.SettledAsync();

        Assert.Equal(["A/old.mkv", "A/trailer.mkv"], libraries.Delivered);
    }

    private static Task<CarryHost> StartAsync(Libraries libraries) => libraries.StartMirrorAsync(new() { Upgrades = true });

    private static async Task BringAsync(CarryHost host, string within, params int[] episodes)
    {
        host.Libraries.Put(within);
        await host.EpisodesAsync(within, episodes);
        await host.IdleAsync();
    }

    private static Task UpgradeAsync(CarryHost host, string within, string replaced, params int[] episodes)
    {
        host.Libraries.Put(within, 150_000);
        return SettleAsync(host, host.Libraries.Episodes(within, episodes) with { IsUpgrade = true, Superseded = [$"/movies/{replaced}"] });
    }

    private static Task ImportAsync(CarryHost host, string within, int episode)
    {
        host.Libraries.Put(within);
        return SettleAsync(host, host.Libraries.Episodes(within, episode));
    }

    private static async Task SettleAsync(CarryHost host, MediaImported imported)
    {
        await host.ImportAsync(imported with { Webhook = 1 });
        await host.SettledAsync();
    }

    // As Sonarr does: first on the disk, in this order, then it is told.
    private static async Task RenameAsync(CarryHost host, params (string From, string To)[] changes)
    {
        foreach (var (from, to) in changes)
            File.Move(Path.Combine(host.Libraries.Source, from), Path.Combine(host.Libraries.Source, to));
        var work = host.Libraries.Episodes(Old).Work;
        var happened = new MediaRenamed(work, [.. changes.Select(c => new Renaming($"/movies/{c.From}", $"/movies/{c.To}"))]);
        using var scope = host.Get<IServiceScopeFactory>().CreateScope();
        var jobs = await scope.ServiceProvider.GetRequiredService<Reactions>().ToAsync(happened, Ct);
        await host.Get<JobQueue>().EnqueueAllAsync(jobs, ct: Ct);
        await host.IdleAsync();
    }
}
