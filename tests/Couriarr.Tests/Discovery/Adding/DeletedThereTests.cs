using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>What somebody deletes in Sonarr is not wanted there any more, until somebody says otherwise.</summary>
[Trait("family", "find")]
public sealed class DeletedThereTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_deleted_in_Sonarr_is_not_added_again_unless_somebody_wants_it_back()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await WithTwoAsync(sonarr);
        sonarr.Change(shelf => shelf with { Works = shelf.Works.RemoveAll(work => work.Tvdb == 1001) });

        await host.RunAsync();

        var gone = await host.OfAsync(1);
        Assert.Equal(ShowStatus.Skipped, gone.Status);
        Assert.StartsWith("It was there and was deleted there", gone.Note, StringComparison.Ordinal);
        Assert.Equal(ShowStatus.Added, (await host.OfAsync(2)).Status);
        // Sonarr would fetch it back from there.
        Assert.Equal(
            1002,
            Assert.Single((await host.Doors.GetAsync("/lists/sonarr.json")).EnumerateArray()).GetProperty("tvdbId").GetInt32()
        );
        await host.RunAsync();
        Assert.Equal(2, sonarr.Posted.Count);

        await host.PostAsync("/review", new { decision = "approve", ids = new[] { "tvmaze:1" } });

        await host.UntilAsync(1, ShowStatus.Added);
        Assert.Equal(3, sonarr.Posted.Count);
    }

    [Fact]
    public async Task A_Sonarr_that_has_nothing_at_all_was_set_up_anew_and_nobody_deleted_anything()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await WithTwoAsync(sonarr);
        sonarr.Change(shelf => shelf with { Works = [] });

        await host.RunAsync();

        Assert.Equal((ShowStatus.Added, ShowStatus.Added), ((await host.OfAsync(1)).Status, (await host.OfAsync(2)).Status));
    }

    [Fact]
    public async Task A_show_that_has_another_TVDB_id_now_was_not_deleted()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await WithTwoAsync(sonarr);
        var known = (await host.Doors.Get<ShowsTable>().FindAsync(1, Ct))!.Show;
        await host.Doors.Get<ShowsTable>().StoreAsync([known with { TvdbId = 7777, Updated = known.Updated + 1 }], Ct);

        await host.RunAsync();

        Assert.Equal(ShowStatus.Added, (await host.OfAsync(1)).Status);
    }

    [Fact]
    public async Task What_is_in_another_Sonarr_is_not_missed_in_this_one()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var other = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(
            sonarr,
            rules: "rules: [{ name: there, when: { id: 2 }, then: add, instance: sonarr-4k }]",
            more: ("sonarr-4k", other)
        );
        other.Metadata.Know(new FakeTitle(1002, "Show 2") { TvMaze = 2, Runtime = 1 });
        await host.WantAsync(1);
        await host.WantAsync(2);
        await host.RunAsync();

        await host.RunAsync();

        Assert.Equal((1, 1), (sonarr.Posted.Count, other.Posted.Count));
        Assert.Equal((ShowStatus.Added, ShowStatus.Added), ((await host.OfAsync(1)).Status, (await host.OfAsync(2)).Status));
    }

    private static async Task<AddingHost> WithTwoAsync(FakeArr sonarr)
    {
        var host = await AddingHost.StartAsync(sonarr);
        await host.WantAsync(1);
        await host.WantAsync(2);
        await host.RunAsync();
        return host;
    }
}
