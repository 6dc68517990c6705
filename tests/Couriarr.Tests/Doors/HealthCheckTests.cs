using Couriarr.Verbs;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class HealthCheckTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_living_service_is_a_0()
    {
        await using var host = await DoorsHost.StartAsync();

        Assert.Equal(0, await HealthCheck.RunAsync(At(new Uri(host.Address).Port), Ct));
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_a_1()
    {
        int port;
        await using (var host = await DoorsHost.StartAsync())
            port = new Uri(host.Address).Port;

        Assert.Equal(1, await HealthCheck.RunAsync(At(port), Ct));
    }

    private static Settings At(int port) => new("unused", "127.0.0.1", port, TimeZoneInfo.Utc);
}
