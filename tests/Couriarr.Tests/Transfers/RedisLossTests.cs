using System.Text.Json;
using Couriarr.Tests.Storage;
using static Couriarr.Tests.Transfers.RedisStage;

namespace Couriarr.Tests.Transfers;

/// <summary>A Redis that forgets what it was told: what was answered with 200 is done nevertheless.</summary>
[Trait("family", "stores")]
[Trait("slow", "yes")]
public sealed class RedisLossTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E09_Emptied_in_the_middle_Redis_is_filled_again_from_the_inbox()
    {
        await using var redis = await RedisServer.StartAsync();
        using var libraries = new Libraries();
        Put(libraries, Many);
        await using var host = await StartAsync(libraries, redis);

        for (var movie = 1; movie <= Many; movie++)
        {
            await TellAsync(host, movie);
            if (movie % 8 == 0)
                await redis.SayAsync("FLUSHALL");
        }

        await DeliveredAsync(host, libraries, Many);
        await SeenToAsync(host);
        Assert.Equal(Many, host.Told.Deliveries.Distinct(StringComparer.Ordinal).Count());
        libraries.Check();
    }

    [Fact]
    public async Task E09_Killed_under_load_without_an_append_only_file_nothing_that_was_answered_is_lost()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "no");
        using var libraries = new Libraries();
        Put(libraries, Many);
        await using var host = await StartAsync(libraries, redis, mayLose: true);

        var telling = Parallel.ForEachAsync(
            Enumerable.Range(1, Many),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Ct },
            async (movie, _) => await TellAsync(host, movie)
        );
        for (var kill = 0; kill < 3; kill++)
        {
            await redis.KillAsync();
            await redis.RunAsync();
        }
        await telling;

        await DeliveredAsync(host, libraries, Many);
        await SeenToAsync(host);
        Assert.Equal(Many, host.Told.Deliveries.Distinct(StringComparer.Ordinal).Count());
        foreach (var door in (string[])["/ready", "/health"])
            Assert.StartsWith("The queue may lose jobs", (await WarningOfAsync(host, door)), StringComparison.Ordinal);
        Assert.Contains("The queue may lose jobs", await PageAsync(host), StringComparison.Ordinal);
    }

    private static async Task<string?> WarningOfAsync(CarryHost host, string door)
    {
        using var answer = await host.Client.GetAsync(door, Ct);
        var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
        return Assert.Single(said.GetProperty("warnings").EnumerateArray().ToList()).GetString();
    }

    private static Task<string> PageAsync(CarryHost host) => host.Client.GetStringAsync("/ui/system", Ct);
}
