using System.Net;
using Couriarr.Tests.Storage;
using static Couriarr.Tests.Transfers.RedisStage;

namespace Couriarr.Tests.Transfers;

/// <summary>The whole way of a movie with the queue in Redis: through the door, to its folder, to who is told. And what may befall it.</summary>
[Trait("family", "stores")]
[Trait("slow", "yes")]
public sealed class RedisJourneyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_webhook_becomes_a_file_and_a_message()
    {
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries, await RedisServer.SharedAsync());

        Put(libraries, 1);
        await TellAsync(host, 1);
        await DeliveredAsync(host, libraries, 1);
        await host.IdleAsync();

        Assert.Equal(["delivered 1.mkv"], host.Told.All);
        Assert.Equal(["0"], await host.AskAsync("SELECT cast(count(*) AS text) FROM job_history"));
        libraries.Check();
    }

    [Fact]
    public async Task E09_While_Redis_is_away_a_webhook_is_taken_and_it_is_seen_to_afterwards()
    {
        await using var redis = await RedisServer.StartAsync();
        using var libraries = new Libraries();
        await using var host = await StartAsync(libraries, redis);
        Put(libraries, 1);
        await redis.KillAsync();

        await TellAsync(host, 1);
        using var ready = await host.Client.GetAsync("/ready", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using var jobs = await host.Client.GetAsync("/jobs", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, jobs.StatusCode);
        Assert.Contains("Redis cannot be reached", await jobs.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await redis.RunAsync();

        await DeliveredAsync(host, libraries, 1);
        await host.IdleAsync(60);
        Assert.Equal(["delivered 1.mkv"], host.Told.All);
    }

    [Fact]
    public async Task E09_Killed_again_and_again_while_jobs_run_Redis_loses_none_and_nothing_is_done_twice()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        using var libraries = new Libraries();
        Put(libraries, Many);
        await using var host = await StartAsync(libraries, redis);

        for (var movie = 1; movie <= Many; movie++)
        {
            await TellAsync(host, movie);
            if (movie % 6 != 0)
                continue;
            await CarryHost.UntilAsync(() => Task.FromResult(libraries.Delivered.Any()), 60);
            await redis.KillAsync();
            await redis.RunAsync();
        }
        await DeliveredAsync(host, libraries, Many);
        await host.IdleAsync(120);

        Assert.Equal(
            Enumerable.Range(1, Many).Select(n => $"delivered {n}.mkv").Order(StringComparer.Ordinal),
            host.Told.All.Order(StringComparer.Ordinal)
        );
        libraries.Check();
    }
}
