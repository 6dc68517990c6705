using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Jobs;
using Couriarr.Neighbours;
using Couriarr.Tests.Instances;

namespace Couriarr.Tests.Movies.Publishing;

/// <summary>A Radarr that writes beside movies itself is told of, until it stops that.</summary>
[Trait("family", "dress")]
public sealed class RivalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Radarr_that_writes_NFOs_itself_is_warned_about_until_that_is_switched_off()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        radarr.Writers = new Dictionary<string, bool> { ["Kodi (XBMC) / Emby"] = true, ["Roksbox"] = false };
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));

        await LookAsync(house, "succeeded");
        var warning = Assert.Single(await WarningsAsync(house));
        await DressHost.UntilAsync(async () => (await house.Host.LogAsync()).Any(line => line.Message == warning));
        radarr.Writers = new Dictionary<string, bool> { ["Kodi (XBMC) / Emby"] = false };
        await LookAsync(house, "succeeded");

        Assert.Contains("'radarr-hd' writes NFOs or artwork itself (Kodi (XBMC) / Emby)", warning, StringComparison.Ordinal);
        Assert.Empty(await WarningsAsync(house));
    }

    [Fact]
    public async Task A_Radarr_that_is_away_hides_no_other_and_what_was_known_of_it_stays()
    {
        await using var away = await FakeArr.RadarrAsync();
        await using var rival = await FakeArr.RadarrAsync();
        away.Writers = rival.Writers = new Dictionary<string, bool> { ["Kodi"] = true };
        await using var house = await ArrHousehold.StartAsync(("a-away", away), ("b-rival", rival));
        await LookAsync(house, "succeeded");
        Assert.Equal(2, (await WarningsAsync(house)).Count);
        rival.Writers = new Dictionary<string, bool>();
        away.Mood = Mood.Broken;

        await house.Host.Get<JobQueue>().EnqueueAsync(new FindRivals(), ct: Ct);
        await DressHost.UntilAsync(async () => (await WarningsAsync(house)).Count == 1);

        Assert.Contains("'a-away'", Assert.Single(await WarningsAsync(house)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_scan_of_a_library_looks_for_them()
    {
        await using var premiere = await Premiere.OpenAsync(DressingMode.Manual);

        await premiere.NightAsync();

        Assert.Single((await premiere.GetAsync("/jobs?type=find-rivals")).GetProperty("jobs").EnumerateArray());
    }

    private static async Task LookAsync(ArrHousehold house, string status) =>
        await house.Host.UntilAsync(await house.Host.Get<JobQueue>().EnqueueAsync(new FindRivals(), ct: Ct), status);

    private static async Task<List<string?>> WarningsAsync(ArrHousehold house) =>
        [.. (await house.Host.GetAsync("/library")).GetProperty("warnings").EnumerateArray().Select(one => one.GetString())];
}
