using Couriarr.Features.Places;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>Subtitles and artwork come after the video, and follow it.</summary>
[Trait("family", "carry")]
public sealed class SidecarTests
{
    private const string Movie = "A/a.mkv";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subtitles_and_artwork_that_come_later_follow_and_no_other_file_does()
    {
        using var libraries = new Libraries();
        libraries.Put(Movie);
        await using var host = await CarryHost.StartAsync(libraries, sync => sync with { Sidecars = [TimeSpan.FromSeconds(1)] });

        await host.ImportAsync(Movie);
        await CarryHost.UntilAsync(() => Task.FromResult(host.Told.Deliveries.Any()));
        libraries.Put("A/a.en.srt");
        libraries.Put("A/Subs/a.de.srt");
        libraries.Put("A/poster.jpg");
        libraries.Put("A/sample.mkv");
        await CarryHost.UntilAsync(() => Task.FromResult(libraries.Delivered.Count(path => !TempName.IsOurs(Path.GetFileName(path))) == 4));
        await host.IdleAsync();

        Assert.Equal(["A/Subs/a.de.srt", "A/a.en.srt", Movie, "A/poster.jpg"], libraries.Delivered);
        libraries.Check();
    }

    [Fact]
    public async Task An_episode_that_comes_while_the_look_for_an_earlier_one_waits_has_a_look_of_its_own()
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries);
        await BringAsync(host, "Show/E01.mkv", 1);
        var first = Assert.Single(await LooksAsync(host));
        await BringAsync(host, "Show/E02.mkv", 2);
        var second = Assert.Single(await LooksAsync(host), look => look.Id != first.Id);

        await host.Get<JobDesk>().RushAsync(first.Id, Ct);
        Assert.Equal("Nothing came since.", (await host.EndOfAsync(first.Id)).Note);
        libraries.Put("Show/E02.en.srt");
        await host.Get<JobDesk>().RushAsync(second.Id, Ct);
        await host.EndOfAsync(second.Id);
        await host.IdleAsync();

        Assert.Equal(["Show/E01.mkv", "Show/E02.en.srt", "Show/E02.mkv"], libraries.Delivered);
    }

    [Fact]
    public async Task In_a_folder_that_works_share_only_what_is_called_after_the_file_follows()
    {
        using var libraries = new Libraries();
        string[] its = ["Dune.en.srt", "Dune-poster.jpg", "Subs/Dune.de.srt", "Dune/2_English.srt"];
        string[] others = ["Heat.en.srt", "Duneland.srt", "poster.jpg", "Subs/Heat.srt", "Heat/Heat.srt", "Heat/far/below/Dune.srt"];
        await using var host = await StartAsync(libraries);
        libraries.Put("Dune.mkv");
        await host.ImportAsync("Dune.mkv");
        await host.IdleAsync();
        foreach (var file in its.Concat(others))
            libraries.Put(file);

        await host.EndOfAsync(Assert.Single(await LooksAsync(host)).Id);
        await host.IdleAsync();

        Assert.Equal(its.Append("Dune.mkv").Order(StringComparer.Ordinal), libraries.Delivered);
    }

    [Fact]
    public void A_folder_that_works_share_is_not_read_below()
    {
        using var libraries = new Libraries();
        libraries.Put("Dune.en.srt");
        libraries.Put("Dune/far/below/Dune.srt");
        File.CreateSymbolicLink(Path.Combine(libraries.Source, "Subs"), libraries.Outside);
        var route = new Features.Places.Route("movies", "/movies", libraries.Source, libraries.Destination);

        Assert.Equal(["Dune.en.srt"], new Beside(route, own: null, []).Of(["Dune.mkv"]));
        Assert.Empty(new Beside(route, own: null, []).Of(["Gone/Dune.mkv"]));
    }

    private static Task<CarryHost> StartAsync(Libraries libraries) =>
        CarryHost.StartAsync(libraries, sync => sync with { Sidecars = [TimeSpan.FromHours(1)] });

    private static Task<IReadOnlyList<JobRecord>> LooksAsync(CarryHost host) =>
        host.Get<IJobReader>().ListAsync(new JobQuery([JobState.Scheduled], "transfer-sidecars"), Ct);

    private static async Task BringAsync(CarryHost host, string within, int episode)
    {
        host.Libraries.Put(within);
        await host.EpisodesAsync(within, episode);
        await host.IdleAsync();
    }
}
