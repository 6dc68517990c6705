using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>Bad days of a Sonarr: nothing is added twice, nothing is lost, and what is to be mended is said.</summary>
[Trait("family", "find")]
public sealed class AddTroubleTests
{
    [Fact]
    public async Task G05_a_plan_that_was_cut_off_before_its_jobs_were_born_is_gone_on_with()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr);
        await host.WantAsync(82);
        // As the plan leaves it when the power goes between its two transactions, hours ago.
        await host.PlantAsync(
            "INSERT INTO additions (source, id, title, state, planned_at, planned_by) VALUES ('tvmaze', 82, 'Show 82', 'planned', 1, 5)"
        );

        await host.RunAsync();

        Assert.Equal(ShowStatus.Added, (await host.OfAsync(82)).Status);
        Assert.Single(sonarr.Posted);
    }

    [Fact]
    public async Task An_outage_of_the_metadata_parks_no_show_for_a_week()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        sonarr.Metadata.IsDown = true;
        await using var host = await AddingHost.StartAsync(sonarr);
        await host.WantAsync(82);
        await host.BeginAsync();
        await host.UntilClosedAsync("adding:sonarr");
        Assert.Equal(ShowStatus.Wanted, (await host.OfAsync(82)).Status);

        sonarr.Metadata.IsDown = false;

        await host.UntilAsync(82, ShowStatus.Added);
        Assert.Single(sonarr.Shelf.Works);
    }

    [Fact]
    public async Task G06_throttled_it_is_added_when_Sonarr_has_time()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        sonarr.Adding = Couriarr.Neighbours.Adding.Throttled;
        await using var host = await AddingHost.StartAsync(sonarr);
        await host.WantAsync(82);
        await host.BeginAsync();
        await AddingHost.UntilAsync(() => Task.FromResult(!sonarr.Posted.IsEmpty));

        sonarr.Adding = Couriarr.Neighbours.Adding.Well;

        await host.UntilAsync(82, ShowStatus.Added);
    }

    [Theory]
    [InlineData(Mood.LoginPage, "web page")]
    [InlineData(Mood.Starting, "is not up")]
    [InlineData(Mood.HangsUp, "broke off")]
    public async Task G06_a_Sonarr_that_cannot_be_asked_holds_up_its_shows_and_loses_none(Mood mood, string words)
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        sonarr.Mood = mood;
        await using var host = await AddingHost.StartAsync(sonarr);
        await host.WantAsync(82);
        await host.BeginAsync();
        Assert.Contains(words, await host.UntilClosedAsync("adding:sonarr"), StringComparison.Ordinal);

        sonarr.Mood = Mood.Well;

        await host.UntilAsync(82, ShowStatus.Added);
        Assert.Single(sonarr.Posted);
    }

    [Fact]
    public async Task A_Sonarr_that_is_down_at_the_start_is_no_refusal()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await sonarr.StopAsync();
        await using var host = await AddingHost.StartAsync(sonarr);
        Assert.Contains("refuses the connection", await host.UntilClosedAsync("adding:sonarr"), StringComparison.Ordinal);

        await sonarr.StartAsync();

        await host.IdleAsync();
        await AddingHost.UntilAsync(async () => await host.IsOpenAsync("adding:sonarr"));
        Assert.Contains("GET /api/v3/qualityprofile", sonarr.Asked);
    }

    [Fact]
    public async Task G09_what_Sonarr_lacks_is_told_at_the_start_and_adding_waits_until_it_is_mended()
    {
        await using var sonarr = await FakeArr.StartAsync(ArrFlavour.Sonarr3);
        await using var host = await AddingHost.StartAsync(
            sonarr,
            o =>
                o with
                {
                    Sonarr = o.Sonarr with { RootFolder = "/shows", QualityProfile = "HD-1080", LanguageProfile = "Klingon" },
                    Adding = o.Adding with { CreateTags = false },
                }
        );
        var words = await host.UntilClosedAsync("adding:sonarr");
        Assert.Contains("no root folder '/shows'", words, StringComparison.Ordinal);
        Assert.Contains("Set sonarr.root_folder, or that of the rule, to one of: /tv.", words, StringComparison.Ordinal);
        Assert.Contains("no quality profile 'HD-1080'. Did you mean HD-1080p?", words, StringComparison.Ordinal);
        Assert.Contains("no language profile 'Klingon'", words, StringComparison.Ordinal);
        Assert.Contains("no tag 'auto-sync'", words, StringComparison.Ordinal);
        await host.WantAsync(82);
        await host.BeginAsync();

        sonarr.RootFolders = ["/shows"];
        sonarr.Change(shelf => shelf with { Profiles = ["HD-1080"], Tags = ["auto-sync"] });
        Assert.Equal(ShowStatus.Wanted, (await host.OfAsync(82)).Status);
        Assert.Contains("Klingon", await host.UntilClosedAsync("adding:sonarr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task G09_a_wrong_key_pauses_adding_and_is_said()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr, o => o with { Sonarr = o.Sonarr with { ApiKey = new Secret("wrong") } });
        await host.WantAsync(82);

        Assert.Contains("does not accept the API key", await host.UntilClosedAsync("adding:sonarr"), StringComparison.Ordinal);
        Assert.Equal(ShowStatus.Wanted, (await host.OfAsync(82)).Status);
    }

    [Fact]
    public async Task A_section_that_names_no_Sonarr_asks_nobody()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr, o => o with { Sonarr = new SonarrOptions() });
        await host.WantAsync(82);

        await host.RunAsync();

        Assert.Empty(sonarr.Asked);
        Assert.Equal(ShowStatus.Wanted, (await host.OfAsync(82)).Status);
    }
}
