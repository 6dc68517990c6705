using Couriarr.Jobs.Store;
using Couriarr.Storage.Redis;
using Xunit;

namespace Couriarr.Tests.Storage;

/// <summary>A Redis that loses what it had: it is noticed, and nothing that was given out is given out again.</summary>
[Trait("family", "stores")]
public sealed class RedisMemoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E09_Emptied_under_our_hands_it_begins_anew_with_higher_numbers_and_says_so_once()
    {
        var server = await RedisServer.StartAsync();
        await using var redis = await ScratchRedis.OpenAsync(server);
        var before = await AddAsync(redis);
        var held = await TakeAsync(redis);
        var trees = new RedisTrees(redis.Queue, redis.Memory);
        var doubts = trees.Doubts;
        await server.SayAsync("FLUSHALL");

        var after = await AddAsync(redis);

        Assert.True(after > before);
        Assert.True((await TakeAsync(redis)).Token > held.Token);
        Assert.Null(await redis.Store.SettleAsync(held, Done, Ct));
        Assert.Equal([TreeState.Unknown, TreeState.Alive], await trees.TreesAsync([before, after], Ct));
        Assert.True(trees.Doubts > doubts);
        Assert.Single(
            redis.Log.Lines,
            line => line.StartsWith("Error: ", StringComparison.Ordinal) && line.Contains("has lost the queue", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task E09_A_restart_that_keeps_all_is_no_loss()
    {
        var server = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        await using var redis = await ScratchRedis.OpenAsync(server);
        var id = await AddAsync(redis);
        var held = await TakeAsync(redis);
        await server.KillAsync();
        await server.RunAsync();

        Assert.Equal(JobState.Succeeded, (await redis.Store.SettleAsync(held, Done, Ct))!.State);

        Assert.Equal(JobState.Succeeded, (await redis.Reader.FindAsync(id, Ct))!.State);
        Assert.DoesNotContain(redis.Log.Lines, line => line.StartsWith("Error: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task E09_After_a_restart_that_may_have_forgotten_the_last_second_no_number_is_given_out_twice()
    {
        var server = await RedisServer.StartAsync();
        await using var redis = await ScratchRedis.OpenAsync(server);
        var before = await AddAsync(redis);
        await server.KillAsync();
        await server.RunAsync();

        Assert.True((await AddAsync(redis)).Value > before.Value + 1000);
    }

    [Fact]
    public async Task E09_A_restart_that_forgets_all_is_noticed()
    {
        var server = await RedisServer.StartAsync("--appendonly", "no");
        await using var redis = await ScratchRedis.OpenAsync(server, options => options with { MayLose = true });
        var before = await AddAsync(redis);
        await server.KillAsync();
        await server.RunAsync();

        Assert.True(await AddAsync(redis) > before);
        Assert.Single(redis.Log.Lines, line => line.Contains("has lost the queue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_Couriarrs_in_one_Redis_do_not_see_each_other()
    {
        await using var ours = await ScratchRedis.OpenAsync();
        await using var theirs = await ScratchRedis.OpenAsync();
        await AddAsync(ours);
        Assert.Empty(await theirs.Reader.ListAsync(new JobQuery(), Ct));
    }

    private static Settlement Done => new(JobState.Succeeded, Noon) { RetryCount = 0, CrashCount = 0 };

    private static async Task<JobId> AddAsync(ScratchRedis redis) =>
        (await redis.Store.AddAsync([new NewJob("chore", "default", 5, "{}", Noon, Noon) { Rank = 1, MaxRetries = 3 }], Ct))[0];

    private static async Task<Lease> TakeAsync(ScratchRedis redis) =>
        Assert.Single(await redis.Store.ClaimAsync(new Claim("default", 1, "us", Noon, Noon.AddMinutes(1), Noon), Ct));
}
