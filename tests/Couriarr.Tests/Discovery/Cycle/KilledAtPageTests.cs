using Couriarr.Jobs;
using Couriarr.Neighbours;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>A crawl that falls at every page comes to the same as one that never did.</summary>
[Trait("family", "find")]
public sealed class KilledAtPageTests
{
    [Theory]
    [InlineData("discover.page_commit")]
    [InlineData("discover.page_stored")]
    public async Task G05_a_crawl_that_falls_at_every_page_goes_on_there(string point)
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(2000);
        await using var clean = await DiscoveryHost.StartAsync(tvmaze);
        await clean.FirstCycleAsync();
        var asked = tvmaze.Asked.Count;
        var falls = new FallEverySecondTime(point);
        await using var host = await DiscoveryHost.StartAsync(
            tvmaze,
            more: services =>
            {
                Impatient.Add(services);
                services.AddSingleton<IFailPoints>(falls);
            }
        );
        await host.FirstCycleAsync();
        Assert.True(falls.Falls >= 4);
        Assert.Equal(await clean.CatalogueAsync(), await host.CatalogueAsync());
        // Some were under way when it fell; no page is asked for again once it is stored.
        Assert.True(tvmaze.Asked.Count - asked < asked * 8);
    }

    private sealed class FallEverySecondTime(string where) : IFailPoints
    {
        private int _reached;

        public int Falls => _reached / 2;

        public void Reach(string point)
        {
            if (point == where && Interlocked.Increment(ref _reached) % 2 == 1)
                throw new TransientException("It was killed here.");
        }
    }
}
