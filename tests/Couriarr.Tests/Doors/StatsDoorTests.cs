using Couriarr.Doors;

namespace Couriarr.Tests.Doors;

[Trait("family", "doors")]
public sealed class StatsDoorTests
{
    [Fact]
    public async Task Health_has_the_documented_fields()
    {
        await using var host = await DoorsHost.StartAsync();

        var health = await host.GetAsync("/health");

        Assert.Equal(
            [
                "dry_run",
                "jobs_24h",
                "nfs_issues",
                "nfs_status",
                "notifications",
                "problems",
                "status",
                "timestamp",
                "uptime_since",
                "warnings",
            ],
            health.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            (0, 0),
            (
                health.GetProperty("jobs_24h").GetProperty("success").GetInt64(),
                health.GetProperty("jobs_24h").GetProperty("failed").GetInt64()
            )
        );
        Assert.Equal(
            (false, false, "ok"),
            (
                health.GetProperty("dry_run").GetBoolean(),
                health.GetProperty("notifications").GetBoolean(),
                health.GetProperty("nfs_status").GetString()
            )
        );
    }

    [Fact]
    public async Task Stats_have_the_documented_fields()
    {
        await using var host = await DoorsHost.StartAsync();

        var stats = await host.GetAsync("/stats");

        Assert.Equal(
            [
                "bytes_transferred",
                "bytes_transferred_human",
                "episodes_synced",
                "failures",
                "movies_synced",
                "today_failed",
                "today_successful",
                "total_failed",
                "total_successful",
            ],
            stats.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal("0.0 B", stats.GetProperty("bytes_transferred_human").GetString());
    }

    [Theory]
    [InlineData(0, "0.0 B")]
    [InlineData(1023, "1023.0 B")]
    [InlineData(1024, "1.0 KB")]
    [InlineData(150_000_000_000, "139.7 GB")]
    [InlineData(long.MaxValue, "8192.0 PB")]
    public void Says_bytes_as_people_do(long bytes, string text) => Assert.Equal(text, StatsDoor.Human(bytes));
}
