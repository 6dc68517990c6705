using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>How much is added by itself, and what waits for a person.</summary>
[Trait("family", "find")]
public sealed class BudgetTests
{
    [Fact]
    public async Task G07_no_more_than_the_budget_is_added_and_the_rest_waits_for_a_person()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr, o => o with { Adding = o.Adding with { MaxPerRun = 2 } });
        for (var id = 1; id <= 5; id++)
            await host.WantAsync(id, show => show with { Weight = id });

        await host.RunAsync();

        // The most looked for first.
        Assert.Equal([1005, 1004], sonarr.Posted.Select(sent => (int)sent["tvdbId"]!).OrderDescending());
        Assert.Equal([1, 2, 3], await host.AskAsync("SELECT tvmaze_id FROM shows WHERE processing_status = 'review' ORDER BY tvmaze_id"));
        Assert.Equal("Over the budget of 2 in one run (adding.max_per_run).", (await host.OfAsync(1)).Note);
        await host.RunAsync();
        Assert.Equal(2, sonarr.Posted.Count);
    }

    [Fact]
    public async Task G07_the_budget_of_a_day_is_counted_over_its_runs()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr, o => o with { Adding = o.Adding with { MaxPerRun = 2, MaxPerDay = 3 } });
        await host.WantAsync(1);
        await host.WantAsync(2);
        await host.RunAsync();
        await host.WantAsync(3);
        await host.WantAsync(4, show => show with { Weight = 1 });

        await host.RunAsync();

        Assert.Equal(ShowStatus.Added, (await host.OfAsync(3)).Status);
        Assert.Equal("Over the budget of 3 within 24 hours (adding.max_per_day).", (await host.OfAsync(4)).Note);
        Assert.Equal(3, sonarr.Posted.Count);
    }

    [Fact]
    public async Task The_preview_spends_the_budget_of_a_day_once_however_many_Sonarrs_there_are()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var other = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(
            sonarr,
            o => o with { DryRun = null, Adding = o.Adding with { MaxPerRun = 2, MaxPerDay = 3 } },
            rules: "rules: [{ name: there, when: { id: [3, 4] }, then: add, instance: sonarr-4k }]",
            more: ("sonarr-4k", other)
        );
        for (var id = 1; id <= 4; id++)
            await host.WantAsync(id);

        var targets = (await host.Doors.GetAsync("/adding")).GetProperty("targets").EnumerateArray().ToList();

        Assert.Equal(3, targets.Sum(target => target.GetProperty("to_add").GetInt32()));
        Assert.Equal(1, targets.Sum(target => target.GetProperty("to_review").GetInt32()));
    }

    [Fact]
    public async Task BEST06_what_would_not_fit_waits_for_a_person_with_the_numbers()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        sonarr.FreeSpace = 30L << 30;
        await using var host = await AddingHost.StartAsync(sonarr, o => o with { Adding = o.Adding with { ReserveGb = 5 } });
        await host.WantAsync(1, show => show with { Weight = 90 });
        await host.WantAsync(2);
        sonarr.Metadata.Know(
            new FakeTitle(1001, "Show 1")
            {
                TvMaze = 1,
                Seasons = 1,
                Runtime = 45,
            }
        );
        sonarr.Metadata.Know(
            new FakeTitle(1002, "Show 2")
            {
                TvMaze = 2,
                Seasons = 9,
                Runtime = 60,
            }
        );

        await host.RunAsync();

        Assert.Equal(ShowStatus.Review, (await host.OfAsync(2)).Status);
        Assert.Matches(@"Would take about \d+(\.\d)? GB.*/tv has 30 GB free, of which 5 GB are kept", (await host.OfAsync(2)).Note);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BEST06_it_must_fit_where_it_is_brought_too_and_a_destination_that_is_away_says_nothing(bool isThere)
    {
        var folder = Directory.CreateTempSubdirectory("couriarr-room-");
        try
        {
            await using var sonarr = await FakeArr.SonarrAsync();
            sonarr.FreeSpace = long.MaxValue / 2;
            var far = isThere ? folder.FullName : Path.Join(folder.FullName, "away");
            var mapping = new PathMapping
            {
                From = "/tv",
                Source = folder.FullName,
                Destination = far,
            };
            await using var host = await AddingHost.StartAsync(
                sonarr,
                o =>
                    o with
                    {
                        Adding = o.Adding with { ReserveGb = 1 << 30 },
                        Paths = new PathsOptions { Mappings = [mapping] },
                    }
            );
            await host.WantAsync(1);

            await host.RunAsync();

            var standing = await host.OfAsync(1);
            Assert.Equal(isThere ? ShowStatus.Review : ShowStatus.Added, standing.Status);
            if (isThere)
                Assert.Contains($"the destination {far} has ", standing.Note, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task X40_nothing_is_added_before_somebody_confirmed_the_first_preview()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr, o => o with { DryRun = null });
        await host.WantAsync(1);
        await host.WantAsync(2, show => show with { TvdbId = 400_001 });
        sonarr.Add("Show 2");
        await host.RunAsync();
        Assert.Empty(sonarr.Posted);
        Assert.Equal(ShowStatus.Wanted, (await host.OfAsync(2)).Status);
        var seen = await host.Doors.GetAsync("/adding");
        Assert.Contains("confirmed the first preview", seen.GetProperty("dry").GetString(), StringComparison.Ordinal);
        var target = Assert.Single(seen.GetProperty("targets").EnumerateArray());
        Assert.Equal((1, 1), (target.GetProperty("to_add").GetInt32(), target.GetProperty("exists").GetInt32()));
        Assert.Equal("tvmaze:1", target.GetProperty("sample")[0].GetProperty("id").GetString());

        await host.PostAsync("/adding/confirm", status: 202);

        await host.UntilAsync(1, ShowStatus.Added);
        Assert.Equal(JsonValueKind.Null, (await host.Doors.GetAsync("/adding")).GetProperty("dry").ValueKind);
    }

    [Fact]
    public async Task DISC33_a_dry_run_wins_over_the_confirmation()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr, o => o with { DryRun = true });
        await host.WantAsync(1);

        var refused = await host.PostAsync("/adding/confirm", status: 409);
        await host.RunAsync();

        Assert.Contains("dry_run is on", refused.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(sonarr.Posted);
    }

    [Fact]
    public async Task A_preview_says_what_is_wrong_with_a_Sonarr_that_cannot_be_asked()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr, o => o with { DryRun = null });
        await host.WantAsync(1);
        await sonarr.StopAsync();

        var target = Assert.Single((await host.Doors.GetAsync("/adding")).GetProperty("targets").EnumerateArray());

        Assert.Contains("refuses the connection", target.GetProperty("trouble").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, target.GetProperty("wanted").GetInt32());
    }
}
