using System.Net;
using System.Text.Json;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class LanesDoorTests
{
    [Fact]
    public async Task A_paused_lane_takes_nothing_up_and_says_why()
    {
        await using var host = await DoorsHost.StartAsync();
        using var paused = await host.PostAsync("/lanes/errands/pause?reason=Visitors");
        var id = await host.EnqueueAsync(new Errand("held", Succeed: true));

        var job = await host.UntilAsync(id, "blocked");
        Assert.Equal(("lane:errands", "Visitors"), (job.GetProperty("blocked_by").GetString(), job.GetProperty("note").GetString()));
        var lane = await LaneAsync(host);
        Assert.True(lane.GetProperty("paused").GetBoolean());
        Assert.Equal("Visitors", lane.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_resumed_lane_goes_on_where_it_stopped()
    {
        await using var host = await DoorsHost.StartAsync();
        await host.PostAsync("/lanes/errands/pause");
        var id = await host.EnqueueAsync(new Errand("held", Succeed: true));
        await host.UntilAsync(id, "blocked");

        using var resumed = await host.PostAsync("/lanes/errands/resume");

        Assert.Equal(HttpStatusCode.OK, resumed.StatusCode);
        await host.UntilAsync(id, "succeeded");
        Assert.False((await LaneAsync(host)).GetProperty("paused").GetBoolean());
    }

    [Theory]
    [InlineData("/lanes/motorway/pause")]
    [InlineData("/lanes/motorway/resume")]
    public async Task Names_the_lanes_there_are_when_asked_for_another(string path)
    {
        await using var host = await DoorsHost.StartAsync();

        using var answer = await host.PostAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("errands", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_how_many_slots_are_at_work()
    {
        await using var host = await DoorsHost.StartAsync();
        await host.StartErrandAsync(new Errand("long"));

        var lane = await LaneAsync(host);

        Assert.Equal(
            (2, 1, 0),
            (lane.GetProperty("slots").GetInt32(), lane.GetProperty("running").GetInt32(), lane.GetProperty("stuck").GetInt32())
        );
    }

    private static async Task<JsonElement> LaneAsync(DoorsHost host) =>
        (await host.GetAsync("/lanes")).EnumerateArray().Single(lane => lane.GetProperty("lane").GetString() == "errands");
}
