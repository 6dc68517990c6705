using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>Shows that are wanted and have no TVDB id yet.</summary>
[Trait("family", "find")]
public sealed class LateShowTests
{
    private const long Late = 700;

    [Fact]
    public Task It_waits_and_is_asked_for_when_its_time_has_come() =>
        WithAsync(async host =>
        {
            Assert.True((await host.ShowAsync(Late)).Standing.RetryAfter > DiscoveryHost.Now.AddDays(6));
            await host.SetAsync("UPDATE shows SET retry_after = 1 WHERE tvmaze_id = @p1", Late);
            await host.CycleAsync();
            var standing = (await host.ShowAsync(Late)).Standing;
            Assert.Equal((ShowStatus.PendingTvdb, 1), (standing.Status, standing.RetryCount));
            Assert.True(standing.RetryAfter > DiscoveryHost.Now.AddDays(6));
            Assert.Contains($"/shows/{Late}", host.Tvmaze.Asked);
        });

    [Fact]
    public Task It_is_wanted_as_soon_as_TVmaze_tells_its_id() =>
        WithAsync(async host =>
        {
            host.Tvmaze.Change(Late, show => RefreshTests.Fine(show, "Late"), DiscoveryHost.Now.AddSeconds(5));
            await host.CycleAsync();
            Assert.Equal(ShowStatus.Wanted, await host.StatusAsync(Late));
        });

    [Fact]
    public Task It_is_given_up_after_a_year_and_taken_up_again_when_its_id_comes() =>
        WithAsync(async host =>
        {
            await host.SetAsync("UPDATE shows SET retry_after = 1, pending_since = 1 WHERE tvmaze_id = @p1", Late);
            await host.CycleAsync();
            Assert.Equal(ShowStatus.Abandoned, await host.StatusAsync(Late));
            host.Tvmaze.Change(Late, show => RefreshTests.Fine(show, "Late"), DiscoveryHost.Now.AddSeconds(5));
            await host.CycleAsync();
            Assert.Equal(ShowStatus.Wanted, await host.StatusAsync(Late));
        });

    private static async Task WithAsync(Func<DiscoveryHost, Task> work)
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(300);
        tvmaze.Change(Late, show => RefreshTests.Fine(show, "Late", tvdb: null));
        await using var host = await DiscoveryHost.StartAsync(tvmaze, more: Impatient.Add);
        await host.FirstCycleAsync();
        Assert.Equal(ShowStatus.PendingTvdb, await host.StatusAsync(Late));
        await work(host);
    }
}
