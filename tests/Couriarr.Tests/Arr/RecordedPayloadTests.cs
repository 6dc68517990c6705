using Couriarr.Features.Arr;

namespace Couriarr.Tests.Arr;

/// <summary>The contract with the apps, version by version: Sonarr 3.0.10, 4.0.19 and 5, Radarr 6.1.</summary>
[Trait("family", "carry")]
public sealed class RecordedPayloadTests
{
    private static IEnumerable<string> Files => Fixture.All("radarr").Concat(Fixture.All("sonarr")).Concat(Fixture.All("seen"));

    [Fact]
    public void Every_recorded_webhook_means_what_the_table_says()
    {
        var table = Fixture.Read("understood.txt").Split('\n').Where(line => line.Contains(" | ", StringComparison.Ordinal));

        Assert.Equal(table, Files.Select(file => $"{file} | {Telling.Of(Fixture.Understand(file))}"));
    }

    [Fact]
    public void No_recorded_webhook_is_unusual() => Assert.All(Files, file => Assert.Null(Fixture.Understand(file).Warning));

    [Fact]
    public void A_work_is_known_by_all_its_names()
    {
        var work = Assert.IsType<ArrWebhook.Happened>(Fixture.Understand("sonarr/Download.json")).Event.Work;

        Assert.Equal(("sonarr:37", "Tide & Timber", 2022), (work.Key, work.Title, work.Year));
        Assert.Equal(new(204455, 418273, "tt18273645", 61122), work.Ids);
        Assert.Equal("https://artworks.example.net/series/418273/poster.jpg", work.Poster?.ToString());
        Assert.Equal("/data/media/tv/Tide & Timber (2022)", work.Folder);
    }

    [Fact]
    public void A_number_of_0_is_no_name()
    {
        var json = Fixture.Read("sonarr/SeriesAdd-minimal-ids.json").Replace("SeriesAdd", "SeriesDelete", StringComparison.Ordinal);

        var work = Assert.IsType<ArrWebhook.Happened>(Fixture.Understand(json, ArrApp.Sonarr)).Event.Work;

        Assert.Equal(new(Tvdb: 433100), work.Ids);
    }
}
