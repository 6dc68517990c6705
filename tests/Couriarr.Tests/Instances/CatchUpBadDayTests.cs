using System.Text.Json;
using Couriarr.Features.Intake.Missed;
using Couriarr.Neighbours;
using Microsoft.Extensions.Logging;
using static Couriarr.Tests.Instances.CatchUpTests;

namespace Couriarr.Tests.Instances;

[Trait("family", "carry")]
public sealed class CatchUpBadDayTests
{
    [Theory]
    [InlineData("starting", "starting up")]
    [InlineData("login", "web page")]
    [InlineData("key", "API key")]
    [InlineData("hangup", "broke off")]
    [InlineData("stopped", "refuses the connection")]
    [InlineData("moved", "/radarr.")]
    public async Task D12_An_app_that_cannot_be_asked_costs_one_warning_and_no_import(string trouble, string words)
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));
        await house.UntilLookedAtStartAsync();
        var before = await house.MarkAsync("radarr-hd");
        await ImportAsync(radarr, "Film");
        await BringAsync(radarr, trouble);

        var job = await house.BeginCatchUpAsync("radarr-hd");
        await house.Host.UntilAsync(job, "blocked");

        var mark = await house.MarkAsync("radarr-hd");
        Assert.False(mark.GetProperty("succeeded").GetBoolean());
        Assert.Contains(words, mark.GetProperty("words").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before.GetProperty("read_at").GetString(), mark.GetProperty("read_at").GetString());
        await MendAsync(radarr);
        await house.Host.UntilAsync(job, "succeeded");
        Assert.Equal(1, await house.UntilSeenToAsync(1));
    }

    [Fact]
    public async Task D12_However_often_an_app_cannot_be_asked_it_is_one_warning()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));
        await house.UntilLookedAtStartAsync();

        radarr.Mood = Mood.Starting;
        var job = await house.BeginCatchUpAsync("radarr-hd");
        await house.Host.UntilAsync(job, "blocked");
        await UntilAskedAsync(radarr, 5);
        radarr.Mood = Mood.Well;
        await house.Host.UntilAsync(job, "skipped");

        var warning = Assert.Single(await WarningsAsync(house));
        Assert.Contains("'instance:radarr-hd' is closed, its jobs wait and lose no retry", warning, StringComparison.Ordinal);

        radarr.Mood = Mood.Starting;
        await house.Host.UntilAsync(await house.BeginCatchUpAsync("radarr-hd"), "blocked");
        Assert.Equal(2, (await WarningsAsync(house)).Count);
    }

    [Fact]
    public void D12_An_app_that_fails_is_asked_again_until_the_next_hour_looks_anyway()
    {
        var retry = CatchUp.Kind.Retry;

        var mean = Enumerable.Range(1, retry.Retries).Sum(failure => retry.PauseAfter(failure, chance: 0.5).TotalSeconds);

        Assert.InRange(TimeSpan.FromSeconds(mean), TimeSpan.FromHours(1), TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task D12_Another_app_behind_the_address_is_not_read()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var radarr = await FakeArr.RadarrAsync();
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));
        await house.UntilLookedAtStartAsync();
        var port = radarr.Address.Port;
        await radarr.StopAsync();
        await using var other = await FakeArr.StartAsync(ArrFlavour.Sonarr, port: port);

        await house.Host.UntilAsync(await house.BeginCatchUpAsync("radarr-hd"), "blocked");

        Assert.Contains("answers Sonarr", (await house.MarkAsync("radarr-hd")).GetProperty("words").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D12_A_database_that_was_put_back_hides_nothing_and_repeats_nothing()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await ImportAsync(radarr, "First");
        var backup = radarr.Shelf;
        await ImportAsync(radarr, "Second");
        await ImportAsync(radarr, "Third");
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));
        await house.UntilSeenToAsync(3);

        radarr.Restore(backup);
        radarr.ClockShift = TimeSpan.FromMinutes(1);
        await ImportAsync(radarr, "Fourth");
        await house.CatchUpAsync("radarr-hd", "succeeded");

        Assert.Equal(4, await house.UntilSeenToAsync(4));
        Assert.Contains("put back", (await house.MarkAsync("radarr-hd")).GetProperty("words").GetString(), StringComparison.Ordinal);
        await house.CatchUpAsync("radarr-hd", "skipped");
        Assert.DoesNotContain("put back", (await house.MarkAsync("radarr-hd")).GetProperty("words").GetString(), StringComparison.Ordinal);
        Assert.Equal(4, await house.SeenToAsync());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task D13_A_clock_of_the_app_that_is_wrong_hides_nothing(int minutes)
    {
        await using var radarr = await FakeArr.RadarrAsync();
        radarr.ClockShift = TimeSpan.FromMinutes(minutes);
        await ImportAsync(radarr, "First");
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));
        await house.UntilSeenToAsync(1);

        await ImportAsync(radarr, "Second");
        await house.CatchUpAsync("radarr-hd", "succeeded");
        radarr.ClockShift = TimeSpan.Zero;
        await ImportAsync(radarr, "Third");
        await house.CatchUpAsync("radarr-hd", "succeeded");

        Assert.Equal(3, await house.UntilSeenToAsync(3));
    }

    private static async Task UntilAskedAsync(FakeArr arr, int more)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        for (var all = arr.Asked.Count + more; arr.Asked.Count < all; )
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    private static async Task<List<string>> WarningsAsync(ArrHousehold house) =>
        [
            .. (await house.Host.LogAsync())
                .Where(line => line.Level >= LogLevel.Warning && line.Message.Contains("radarr-hd", StringComparison.Ordinal))
                .Select(line => line.Message),
        ];

    private static async Task BringAsync(FakeArr arr, string trouble)
    {
        if (trouble == "stopped")
            await arr.StopAsync();
        else if (trouble == "key")
            arr.ApiKey = "rotated-rotated-rotated";
        else if (trouble == "moved")
            arr.UrlBase = "/radarr";
        else
            arr.Mood = trouble switch
            {
                "starting" => Mood.Starting,
                "login" => Mood.LoginPage,
                _ => Mood.HangsUp,
            };
    }

    private static async Task MendAsync(FakeArr arr)
    {
        (arr.Mood, arr.UrlBase, arr.ApiKey) = (Mood.Well, "", FakeArr.FirstKey);
        if (!arr.IsUp)
            await arr.StartAsync();
    }
}
