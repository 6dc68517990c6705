using Couriarr.Features.Notifications.Sending;
using Couriarr.Features.Players;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Doors;

namespace Couriarr.Tests.Dashboard;

/// <summary>The buttons that ask apps and receivers say what came of it.</summary>
[Trait("family", "browser")]
public sealed class RemedyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_doctor_says_where_the_way_of_a_file_ends()
    {
        await using var host = await DoorsHost.StartAsync(options: Glances.WithRadarr);
        using var guest = await PageGuest.AtAsync(host);

        var page = await guest.PressAsync("/", "/ui/overview/doctor", ("instance", "hd"));
        var gone = await guest.PressAsync("/", "/ui/overview/doctor", ("instance", "uhd"));

        Assert.Contains("hd: the app does not hold. Radarr 'hd' refuses the connection.", page, StringComparison.Ordinal);
        Assert.Contains("There is no 'uhd' any more.", gone, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_is_read_by_its_button()
    {
        await using var host = await DoorsHost.StartAsync(options: Glances.WithRadarr);
        using var guest = await PageGuest.AtAsync(host);

        var page = await guest.PressAsync("/", "/ui/overview/catch-up", ("instance", "hd"));
        var gone = await guest.PressAsync("/", "/ui/overview/catch-up", ("instance", ""));

        Assert.Contains("The history of 'hd' is read (job #", page, StringComparison.Ordinal);
        Assert.Contains("There is no '' any more.", gone, StringComparison.Ordinal);
        Assert.NotEmpty(await host.Get<IJobReader>().ListAsync(new JobQuery(Kind: "catch-up"), Ct));
    }

    [Fact]
    public async Task A_channel_that_takes_nothing_is_sent_a_test()
    {
        await using var host = await DoorsHost.StartAsync(options: Glances.WithReceivers);
        using var guest = await PageGuest.AtAsync(host);
        await host.Get<Receivers>().BreakAsync("family", "It is gone.", byGate: false, Ct);

        Assert.Contains("The channel 'family' takes no messages:", await guest.LookAsync("/"), StringComparison.Ordinal);
        var page = await guest.PressAsync("/", "/ui/overview/try", ("family", "channels"), ("name", "family"));

        Assert.Contains("A test message is on its way to 'family' (job #", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_player_that_cannot_be_told_is_spoken_to()
    {
        await using var host = await DoorsHost.StartAsync(options: Glances.WithReceivers);
        using var guest = await PageGuest.AtAsync(host);
        await host.Get<BrokenPlayers>().AddAsync("den", "It refuses us.", byGate: false, Ct);

        Assert.Contains("The player 'den' cannot be told:", await guest.LookAsync("/"), StringComparison.Ordinal);
        var page = await guest.PressAsync("/", "/ui/overview/try", ("family", "players"), ("name", "den"));
        var gone = await guest.PressAsync("/", "/ui/overview/try", ("family", "players"), ("name", "attic"));

        Assert.Contains("Plex 'den' refuses the connection.", page, StringComparison.Ordinal);
        Assert.Contains("There is no 'attic' any more.", gone, StringComparison.Ordinal);
    }
}
