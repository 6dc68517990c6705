using System.Text.Json;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>What apps fetch themselves instead of getting it.</summary>
[Trait("family", "find")]
public sealed class ListTests
{
    [Fact]
    public async Task EXP36_a_list_has_what_is_wanted_in_the_shape_that_Sonarr_reads()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var other = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(
            sonarr,
            o => o with { DryRun = true },
            rules: "rules:\n  - { name: HBO, when: { network: HBO }, then: add, instance: sonarr-4k }\n",
            more: ("sonarr-4k", other)
        );
        await host.WantAsync(1, show => show with { ImdbId = "tt1" });
        await host.WantAsync(2, show => show with { Network = "HBO" });
        await host.WantAsync(3, show => show with { TvdbId = null });
        await host.WantAsync(4);
        await host.SettleAsync(4, ShowStatus.Review);
        await host.WantAsync(5);
        await host.SettleAsync(5, ShowStatus.Exists);

        var mine = await host.Doors.GetAsync("/lists/sonarr.json");

        Assert.Equal(
            """[{"title":"Show 1","year":2024,"tvdbId":1001,"imdbId":"tt1"},{"title":"Show 5","year":2024,"tvdbId":1005}]""",
            mine.GetRawText()
        );
        Assert.Equal(
            "Show 2",
            Assert.Single((await host.Doors.GetAsync("/lists/sonarr-4k.json")).EnumerateArray()).GetProperty("title").GetString()
        );
    }

    [Fact]
    public async Task A_list_is_opened_by_a_key_in_its_address_and_by_nothing_less()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr);
        var ct = TestContext.Current.CancellationToken;
        using var stranger = new HttpClient { BaseAddress = new Uri(host.Doors.Address) };

        using var opened = await stranger.GetAsync($"/lists/sonarr.json?apikey={host.Doors.ApiKey}", ct);
        using var closed = await stranger.GetAsync("/lists/sonarr.json", ct);
        using var unknown = await host.Doors.Client.GetAsync("/lists/plex.json", ct);

        Assert.Equal((200, 401, 404), ((int)opened.StatusCode, (int)closed.StatusCode, (int)unknown.StatusCode));
        Assert.Contains(
            "There are: sonarr",
            JsonDocument.Parse(await unknown.Content.ReadAsStringAsync(ct)).RootElement.GetProperty("error").GetString(),
            StringComparison.Ordinal
        );
    }
}
