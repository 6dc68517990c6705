using Couriarr.Features.Discovery.Cycle;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>TVmaze, or the network, is away for long.</summary>
[Trait("family", "find")]
public sealed class AwayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task G10_the_search_waits_behind_its_gate_and_catches_up()
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(600);
        await tvmaze.StopAsync();
        await using var host = await DiscoveryHost.StartAsync(
            tvmaze,
            more: services =>
                services.Configure<JobsOptions>(jobs =>
                {
                    jobs.Retries[Discover.Kind.Name] = RetryPolicy.Flat(20, TimeSpan.FromMilliseconds(10));
                    jobs.BreakAfter = 3;
                })
        );
        var jobs = host.Doors.Get<IJobReader>();
        await DiscoveryHost.UntilAsync(async () => (await jobs.GatesAsync(Ct)).Any(gate => gate.Name == "tvmaze"));
        await DiscoveryHost.UntilAsync(async () =>
            (await host.Doors.GetAsync("/health")).GetRawText().Contains("New shows cannot be looked for", StringComparison.Ordinal)
        );
        await tvmaze.StartAsync();
        await host.FirstCycleAsync();
        Assert.Equal(tvmaze.All.Count(), (await host.CatalogueAsync()).Count);
    }
}
