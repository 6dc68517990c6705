using Couriarr.CrashRig.Nodes;
using static Couriarr.Tests.Faults.HostFacts;

namespace Couriarr.Tests.Faults;

/// <summary>A short ./test crash --store: two processes on one store, with leases as short as a test can wait for.</summary>
[Trait("family", "stores")]
[Trait("slow", "yes")]
public sealed class NodesCrashTests(ITestOutputHelper output)
{
    [Fact]
    public Task Two_nodes_on_PostgreSQL_lose_nothing_and_double_nothing_whatever_breaks() => TormentAsync(withRedis: false);

    [Fact]
    public Task Two_nodes_on_Redis_lose_nothing_and_double_nothing_whatever_breaks() => TormentAsync(withRedis: true);

    private async Task TormentAsync(bool withRedis)
    {
        Assert.SkipUnless(Cellar.IsPossible(withRedis), "It needs PostgreSQL, redis-server and rsync.");
        using var log = new StringWriter();

        var isClean = await new NodesScenario(2, withRedis, 10, TimeSpan.FromSeconds(4)).RunAsync(Random.Shared.Next(), log, Ct);

        output.WriteLine(log.ToString());
        Assert.True(isClean, log.ToString());
    }
}
