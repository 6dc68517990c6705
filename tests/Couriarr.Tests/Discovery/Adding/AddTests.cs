using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>What Sonarr gets, and what becomes of a show by what Sonarr says.</summary>
[Trait("family", "find")]
public sealed class AddTests
{
    [Fact]
    public async Task X42_tags_and_monitor_reach_Sonarr_and_a_missing_tag_is_created()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        sonarr.Change(shelf => shelf with { Tags = ["other"] });
        await using var host = await AddingHost.StartAsync(
            sonarr,
            o => o with { Sonarr = o.Sonarr with { Monitor = "firstSeason", SearchOnAdd = false, Tags = ["Auto Sync", "other"] } }
        );
        await host.WantAsync(82);

        await host.RunAsync();

        var standing = await host.OfAsync(82);
        Assert.Equal((ShowStatus.Added, (long?)1), (standing.Status, standing.SeriesId));
        Assert.NotNull(standing.AddedAt);
        Assert.Equal(["other", "auto-sync"], sonarr.Shelf.Tags);
        var sent = Assert.Single(sonarr.Posted);
        Assert.Equal(1082, (int)sent["tvdbId"]!);
        Assert.Equal([2, 1], sent["tags"]!.AsArray().Select(tag => (int)tag!));
        Assert.Equal(("/tv", 2), ((string)sent["rootFolderPath"]!, (int)sent["qualityProfileId"]!));
        Assert.True((bool)sent["monitored"]! && (bool)sent["seasonFolder"]!);
        Assert.Equal(
            ("firstSeason", false),
            ((string)sent["addOptions"]!["monitor"]!, (bool)sent["addOptions"]!["searchForMissingEpisodes"]!)
        );
        Assert.Null(sent["languageProfileId"]);
    }

    [Fact]
    public async Task X41_a_language_profile_is_sent_to_Sonarr_3_alone()
    {
        await using var sonarr = await FakeArr.StartAsync(ArrFlavour.Sonarr3);
        await using var host = await AddingHost.StartAsync(sonarr);
        await host.WantAsync(82);

        await host.RunAsync();

        Assert.Equal(ShowStatus.Added, (await host.OfAsync(82)).Status);
        Assert.Equal(1, (int)Assert.Single(sonarr.Posted)["languageProfileId"]!);
    }

    [Fact]
    public async Task X27_what_Sonarr_has_is_found_by_one_question_for_all_of_them()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr);
        await host.IdleAsync();
        for (var id = 1; id <= 5; id++)
        {
            await host.WantAsync(id, show => show with { TvdbId = 400_000 + id });
            sonarr.Add($"Show {id}");
        }

        await host.RunAsync();

        Assert.Equal([5], await host.AskAsync("SELECT count(*) FROM shows WHERE processing_status = 'exists' AND sonarr_series_id > 0"));
        Assert.Single(sonarr.Asked, "GET /api/v3/series");
        Assert.DoesNotContain("GET /api/v3/series/lookup", sonarr.Asked);
        Assert.Empty(sonarr.Posted);
    }

    [Fact]
    public async Task X27_whoever_was_faster_is_no_failure_whatever_Sonarr_says_against_ours()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        sonarr.Adding = Couriarr.Neighbours.Adding.Raced;
        await using var host = await AddingHost.StartAsync(sonarr);
        await host.WantAsync(82);

        await host.RunAsync();

        Assert.Equal((ShowStatus.Exists, (long?)1), ((await host.OfAsync(82)).Status, (await host.OfAsync(82)).SeriesId));
        Assert.Single(sonarr.Shelf.Works);
    }

    [Fact]
    public async Task X28_a_TVDB_id_that_Sonarr_does_not_find_waits_and_is_no_failure()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr);
        await host.WantAsync(82, isKnown: false);
        await host.WantAsync(83, show => show with { TvdbId = null });

        await host.RunAsync();

        var unknown = await host.OfAsync(82);
        Assert.Equal(ShowStatus.PendingTvdb, unknown.Status);
        Assert.NotNull(unknown.RetryAfter);
        Assert.Contains("1082", unknown.Note, StringComparison.Ordinal);
        Assert.Equal(ShowStatus.PendingTvdb, (await host.OfAsync(83)).Status);
        Assert.Empty(sonarr.Posted);
    }

    [Fact]
    public async Task G06_what_Sonarr_refuses_is_failed_in_its_own_words()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        sonarr.Change(shelf => shelf with { Works = [new FakeWork(7, "Another", 2021, "/tv/Show 82 (2021)") { Tvdb = 5 }] });
        await using var host = await AddingHost.StartAsync(sonarr);
        await host.WantAsync(82);

        await host.RunAsync();

        var standing = await host.OfAsync(82);
        Assert.Equal(ShowStatus.Failed, standing.Status);
        Assert.Contains("is already configured for another series", standing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task G06_a_409_is_a_failure_unless_it_is_there()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        sonarr.Adding = Couriarr.Neighbours.Adding.Conflicts;
        await using var host = await AddingHost.StartAsync(sonarr);
        await host.WantAsync(82);

        await host.RunAsync();

        Assert.Equal(ShowStatus.Failed, (await host.OfAsync(82)).Status);
        Assert.Contains("constraint failed", (await host.OfAsync(82)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_TVDB_id_that_leads_to_another_show_is_shown_to_a_person()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr);
        await host.WantAsync(82, isKnown: false);
        sonarr.Metadata.Know(new FakeTitle(1082, "Something Else") { TvMaze = 4711 });

        await host.RunAsync();

        Assert.Equal(ShowStatus.Review, (await host.OfAsync(82)).Status);
        Assert.Contains("Something Else", (await host.OfAsync(82)).Note, StringComparison.Ordinal);
        Assert.Empty(sonarr.Posted);
    }

    [Fact]
    public async Task DISC37_rules_send_shows_to_other_Sonarrs_folders_and_profiles()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var other = await FakeArr.SonarrAsync();
        other.RootFolders = ["/tv", "/tv-4k"];
        other.Change(shelf => shelf with { Profiles = ["Any", "HD-1080p", "Ultra-HD"] });
        await using var host = await AddingHost.StartAsync(sonarr, rules: Channels, more: ("sonarr-4k", other));
        await host.WantAsync(1);
        await host.WantAsync(2, show => show with { Network = "HBO" });
        other.Metadata.Know(new FakeTitle(1002, "Show 2"));

        await host.RunAsync();

        Assert.Equal(1001, (int)Assert.Single(sonarr.Posted)["tvdbId"]!);
        var sent = Assert.Single(other.Posted);
        Assert.Equal((1002, "/tv-4k", 3), ((int)sent["tvdbId"]!, (string)sent["rootFolderPath"]!, (int)sent["qualityProfileId"]!));
        Assert.Equal(["auto-sync", "hbo"], other.Shelf.Tags);
        Assert.Equal("sonarr-4k", (await host.OfAsync(2)).Instance);
    }

    private const string Channels = """
        rules:
          - name: HBO in 4K
            when: { network: HBO }
            then: add
            instance: sonarr-4k
            root_folder: /tv-4k
            quality_profile: ultra-hd
            tags: [hbo]
        """;
}
