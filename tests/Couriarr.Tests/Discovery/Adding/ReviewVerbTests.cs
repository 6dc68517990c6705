using System.Globalization;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Neighbours;
using Couriarr.Storage;
using Couriarr.Tests.Configuration;
using Couriarr.Verbs;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>Review from a shell.</summary>
[Trait("family", "find")]
public sealed class ReviewVerbTests
{
    [Fact]
    public async Task The_verb_lists_what_waits_and_decides()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var host = await AddingHost.StartAsync(sonarr, o => o with { Adding = o.Adding with { MaxPerRun = 0 } });
        using var room = new ConfigRoom()
            .With("COURIARR_API_KEY", host.Doors.ApiKey)
            .With("PORT", new Uri(host.Doors.Address).Port.ToString(CultureInfo.InvariantCulture));
        for (var id = 1; id <= 3; id++)
            await host.WantAsync(id);
        await host.RunAsync();

        var listed = room.Run("review");
        var rejected = room.Run("review", "reject", "tvmaze:1");
        var unknown = room.Run("review", "reject", "tvmaze:99");
        var approved = room.Run("review", "approve", "--all");
        await host.UntilAsync(2, ShowStatus.Added);
        await host.UntilAsync(3, ShowStatus.Added);

        Assert.Contains("tvmaze:1       Show 1 (2024): Over the budget", listed.Output, StringComparison.Ordinal);
        Assert.Contains("TVmaze", listed.Output, StringComparison.Ordinal);
        Assert.Equal((0, "1 decided: reject.\n"), (rejected.Code, rejected.Output));
        Assert.Equal(CommandLine.NotAllIsWell, unknown.Code);
        Assert.Contains("tvmaze:99 is in no catalogue.", unknown.Output, StringComparison.Ordinal);
        Assert.Equal("2 decided: approve.\n", approved.Output);
        Assert.Equal(ShowStatus.Rejected, (await host.OfAsync(1)).Status);
    }

    [Theory]
    [InlineData("approve")]
    [InlineData("approve", "tvmaze:1", "--all")]
    public void Whoever_does_not_say_which_is_told_how(params string[] words)
    {
        using var room = new ConfigRoom();

        var refused = room.Run(["review", .. words]);

        Assert.Equal(StartupException.Configuration, refused.Code);
        Assert.Equal("Say which: ids as 'couriarr review' lists them, like 'review approve tvmaze:82', or --all.", refused.Error.Trim());
    }
}
