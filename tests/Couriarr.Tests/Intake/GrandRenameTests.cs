using System.Text;
using Couriarr.Tests.Fixtures;

namespace Couriarr.Tests.Intake;

/// <summary>A series that has run every day for sixty years is renamed at once.</summary>
[Trait("family", "doors")]
[Trait("slow", "yes")]
public sealed class GrandRenameTests
{
    private const int Episodes = 6_000;

    [Fact]
    public async Task All_its_episodes_are_taken_and_known_again()
    {
        await using var host = await InboxHost.StartAsync();
        var body = Encoding.UTF8.GetBytes(GrandRename.Of(Episodes, series: 37, "/data/media/tv/Tide & Timber (2022)"));
        Assert.InRange(body.Length, 6_000_000, 24 << 20);

        var first = await host.SendAsync("/webhooks/sonarr", body);
        var again = await host.SendAsync("/webhooks/sonarr", body);

        Assert.Equal(("accepted", "duplicate"), (first.Status, again.Status));
        var entry = await host.HandledAsync(first.Id);
        Assert.Equal("sonarr renamed 6000 files of Show (2022)", entry.GetProperty("note").GetString());
    }
}
