using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Judging;
using Couriarr.Neighbours;
using Couriarr.Tests.Discovery.Cycle;

namespace Couriarr.Tests.Discovery.Judging;

/// <summary>Judging again finds every show of which something else was said, wherever it is.</summary>
[Trait("family", "find")]
public sealed class SealTests
{
    private const long Far = 2 * Seal.Width;

    [Theory]
    [InlineData("tvmaze_id = 8191")]
    [InlineData("tvmaze_id = 8192")]
    [InlineData("tvmaze_id IN (8190, 8193)")]
    [InlineData("tvmaze_id <= 300")]
    public async Task What_the_database_says_otherwise_is_found_alone_and_among_many(string which)
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(400);
        foreach (var id in new[] { Far - 2, Far - 1, Far, Far + 1 })
            tvmaze.Change(id, show => RefreshTests.Fine(show, $"Show {id}", tvdb: id));
        await using var host = await DiscoveryHost.StartAsync(tvmaze);
        await host.FirstCycleAsync();
        var before = await host.CatalogueAsync();
        await host.SetAsync($"UPDATE shows SET verdict_key = verdict_key + 1, decided_by = 'older' WHERE {which}");
        Assert.NotEqual(before, await host.CatalogueAsync());

        var tally = new Tally();
        await host.Doors.Get<Court>().JudgeAgainAsync(tally, TestContext.Current.CancellationToken);

        Assert.Equal(before, await host.CatalogueAsync());
        Assert.Equal(before.Count(show => IsMeant(show, which)), tally.Counts.Values.Sum());
        var nothing = new Tally();
        await host.Doors.Get<Court>().JudgeAgainAsync(nothing, TestContext.Current.CancellationToken);
        Assert.Empty(nothing.Counts);
    }

    private static bool IsMeant(string show, string which)
    {
        var id = long.Parse(show.Split("Id = ")[1].Split(',')[0], null);
        return which switch
        {
            "tvmaze_id <= 300" => id <= 300,
            "tvmaze_id IN (8190, 8193)" => id is 8190 or 8193,
            _ => $"tvmaze_id = {id}" == which,
        };
    }
}
