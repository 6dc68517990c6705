using Couriarr.Features.Media;
using Couriarr.Features.Transfers;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>What an upgrade replaced goes when all that was in it has come anew, and not before.</summary>
[Trait("family", "carry")]
public sealed class UpgradeTests
{
    private const string Old = "Show/E01 HDTV.mkv";
    private const string Better = "Show/E01 WEB.mkv";
    private const string Other = "Show/E02.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C17_another_episode_that_came_later_does_not_replace_one()
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries);
        await BringAsync(host, Old, 1);
        libraries.Lose(Old);
        await BringAsync(host, Other, 2);

        var end = await host.MirrorAsync(Upgrade(libraries, Old));

        Assert.Equal(JobState.Skipped, end.State);
        Assert.Contains("what replaced it has not arrived", end.Note, StringComparison.Ordinal);
        Assert.Equal([Old, Other], libraries.Delivered);

        libraries.Put(Better, 150_000);
        await host.ImportAsync(libraries.Episodes(Better, 1) with { IsUpgrade = true, Superseded = [$"/movies/{Old}"] });
        await host.SettledAsync();
        Assert.Equal([Better, Other], libraries.Delivered);
        Assert.True(libraries.Recycled(Old));
        libraries.Check();
    }

    [Fact]
    public async Task C17_of_two_episodes_in_a_file_both_must_have_come_anew()
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries);
        const string both = "Show/E01E02.mkv";
        await BringAsync(host, both, 1, 2);
        libraries.Lose(both);
        await BringAsync(host, Better, 1);

        Assert.Equal(JobState.Skipped, (await host.MirrorAsync(Upgrade(libraries, both))).State);

        await BringAsync(host, Other, 2);
        Assert.Equal(JobState.Succeeded, (await host.MirrorAsync(Upgrade(libraries, both))).State);
        Assert.Equal([Better, Other], libraries.Delivered);
    }

    [Theory]
    [InlineData("S01E01-E03", JobState.Skipped)]
    [InlineData("S01E01-03", JobState.Skipped)]
    [InlineData("S01E01E02", JobState.Skipped)]
    [InlineData("S01E01-720p", JobState.Succeeded)]
    [InlineData("S01E01", JobState.Succeeded)]
    public async Task C17_a_name_that_may_mean_more_episodes_than_the_app_told_is_taken_for_them(string name, JobState end)
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries);
        var old = $"Show/Show.{name}.mkv";
        await BringAsync(host, old, 1);
        libraries.Lose(old);
        await BringAsync(host, Better, 1);

        Assert.Equal(end, (await host.MirrorAsync(Upgrade(libraries, old))).State);
    }

    [Fact]
    public async Task C17_a_file_of_two_episodes_replaces_those_of_one()
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries);
        await BringAsync(host, Old, 1);
        libraries.Lose(Old);
        await BringAsync(host, "Show/E01E02.mkv", 1, 2);

        Assert.Equal(JobState.Succeeded, (await host.MirrorAsync(Upgrade(libraries, Old))).State);

        Assert.Equal(["Show/E01E02.mkv"], libraries.Delivered);
    }

    [Fact]
    public async Task C17_a_replacement_that_is_not_whole_at_the_destination_any_more_replaces_nothing()
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries);
        await BringAsync(host, Old, 1);
        libraries.Lose(Old);
        await BringAsync(host, Better, 1);
        await File.WriteAllTextAsync(libraries.At(Better), "cut off", Ct);

        Assert.Equal(JobState.Skipped, (await host.MirrorAsync(Upgrade(libraries, Old))).State);

        Assert.True(File.Exists(libraries.At(Old)));
    }

    [Fact]
    public async Task C17_a_subtitle_that_came_later_does_not_replace_a_movie()
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries);
        libraries.Put("A/old.mkv");
        await host.ImportAsync("A/old.mkv");
        await host.IdleAsync();
        libraries.Lose("A/old.mkv");
        libraries.Put("A/better.srt");
        await host.ImportAsync("A/better.srt");
        await host.IdleAsync();

        var work = libraries.Movie("A/old.mkv", size: 1).Work;
        var end = await host.MirrorAsync(new MirrorMedia(work, ["/movies/A/old.mkv"], []) { IsUpgrade = true });

        Assert.Equal(JobState.Skipped, end.State);
        Assert.Contains("A/old.mkv", libraries.Delivered);
    }

    [Fact]
    public async Task That_a_file_was_deleted_for_an_upgrade_removes_nothing_by_itself()
    {
        using var libraries = new Libraries();
        await using var host = await libraries.StartMirrorAsync(new() { Upgrades = true, Deletes = true });
        libraries.Put(Old);
        var work = libraries.Episodes(Old, 1).Work;
        var reactions = host.Get<Reactions>();

        var upgraded = await reactions.ToAsync(new MediaFilesDeleted(work, [$"/movies/{Old}"], ForUpgrade: true), Ct);
        var deleted = await reactions.ToAsync(new MediaFilesDeleted(work, [$"/movies/{Old}"], ForUpgrade: false), Ct);

        Assert.DoesNotContain(upgraded, job => job is MirrorMedia);
        Assert.Single(deleted, job => job is MirrorMedia);
    }

    private static Task<CarryHost> StartAsync(Libraries libraries) => libraries.StartMirrorAsync(new() { Upgrades = true });

    private static async Task BringAsync(CarryHost host, string within, params int[] episodes)
    {
        host.Libraries.Put(within);
        await host.EpisodesAsync(within, episodes);
        await host.IdleAsync();
    }

    private static MirrorMedia Upgrade(Libraries libraries, string old) =>
        new(libraries.Episodes(old).Work, [$"/movies/{old}"], []) { IsUpgrade = true };
}
