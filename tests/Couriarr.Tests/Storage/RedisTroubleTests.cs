using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Redis;
using Xunit;
using RedisVerbs = Couriarr.Storage.Redis.Verbs;

namespace Couriarr.Tests.Storage;

/// <summary>A Redis that has a bad day: whoever asks is told in a sentence, and what was done is done once.</summary>
[Trait("family", "stores")]
[Trait("slow", "yes")]
public sealed class RedisTroubleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E09_One_that_became_a_replica_takes_nothing()
    {
        var server = await RedisServer.StartAsync();
        await using var redis = await OpenAsync(server);
        await server.SayAsync("REPLICAOF", "127.0.0.1", "1");

        Assert.Contains("Redis is a replica and takes nothing.", await RefusalAsync(redis), StringComparison.Ordinal);
    }

    [Fact]
    public async Task E09_With_its_memory_full_new_work_is_refused_and_what_is_there_can_end()
    {
        var server = await RedisServer.StartAsync();
        await using var redis = await OpenAsync(server);
        await AddAsync(redis);
        await server.SayAsync("CONFIG", "SET", "maxmemory", "1");

        Assert.Contains("the memory of Redis is full", await RefusalAsync(redis), StringComparison.Ordinal);

        var lease = Assert.Single(await redis.Store.ClaimAsync(new Claim("default", 1, "us", Noon, Noon, Noon), Ct));
        var done = new Settlement(JobState.Succeeded, Noon) { RetryCount = 0, CrashCount = 0 };
        Assert.Equal(JobState.Succeeded, (await redis.Store.SettleAsync(lease, done, Ct))!.State);
    }

    [Fact]
    public async Task One_that_wants_a_password_says_so()
    {
        await using var redis = await ScratchRedis.OpenAsync(
            await RedisServer.StartAsync("--appendonly", "yes", "--requirepass", "sesame"),
            Impatient
        );
        Assert.Contains("Redis wants a password.", await RefusalAsync(redis), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_told_from_an_absence()
    {
        await using var redis = await ScratchRedis.OpenAsync(
            await RedisServer.StartAsync("--appendonly", "yes", "--requirepass", "sesame"),
            options => Impatient(options) with { Address = options.Address with { Password = "wrong" } }
        );

        var refusal = await RefusalAsync(redis);

        Assert.Contains("Redis refuses the password.", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_right_password_opens()
    {
        await using var redis = await ScratchRedis.OpenAsync(
            await RedisServer.StartAsync("--appendonly", "yes", "--requirepass", "sesame"),
            options => options with { Address = options.Address with { Password = "sesame" } }
        );
        await redis.Store.PrepareAsync(Ct);
    }

    [Fact]
    public async Task E09_One_that_is_gone_is_told_of_and_found_again()
    {
        var server = await RedisServer.StartAsync();
        await using var redis = await OpenAsync(server);
        var id = await AddAsync(redis);
        await server.KillAsync();

        // Before the broken connection is noticed, it only does not answer.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await RefusalAsync(redis)).Contains("Redis cannot be reached.", StringComparison.Ordinal))
            limit.Token.ThrowIfCancellationRequested();

        await server.RunAsync();
        await UntilTakenAsync(redis);
        Assert.NotNull(await redis.Reader.FindAsync(id, Ct));
    }

    [Fact]
    public async Task E09_One_that_hangs_is_given_up_in_time()
    {
        var server = await RedisServer.StartAsync();
        await using var redis = await OpenAsync(server);
        await server.SignalAsync("STOP");
        try
        {
            Assert.Contains("Redis does not answer.", await RefusalAsync(redis), StringComparison.Ordinal);
        }
        finally
        {
            await server.SignalAsync("CONT");
        }
        await UntilTakenAsync(redis);
    }

    [Fact]
    public async Task E09_A_restart_that_is_quick_is_only_waited_for()
    {
        var server = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        await using var redis = await ScratchRedis.OpenAsync(server, options => options with { Patience = TimeSpan.FromSeconds(30) });
        await redis.Store.PrepareAsync(Ct);
        await server.KillAsync();

        var adding = AddAsync(redis);
        await server.RunAsync();

        var id = await adding;
        Assert.Equal(id, Assert.Single(await redis.Reader.ListAsync(new JobQuery(), Ct)).Id);
    }

    [Fact]
    public async Task A_call_that_is_made_again_because_its_answer_was_lost_is_done_once()
    {
        await using var redis = await ScratchRedis.OpenAsync();
        var jobs = new[] { StoredJob.Of(Job()) };

        var first = await redis.Queue.DoAsync<string[]>(RedisVerbs.Add, jobs, "the same call", Ct);
        var second = await redis.Queue.DoAsync<string[]>(RedisVerbs.Add, jobs, "the same call", Ct);

        Assert.Equal(first, second);
        Assert.Single(await redis.Reader.ListAsync(new JobQuery(), Ct));
    }

    private static RedisOptions Impatient(RedisOptions options) => options with { Patience = TimeSpan.FromSeconds(2) };

    private static async Task<ScratchRedis> OpenAsync(RedisServer server)
    {
        var redis = await ScratchRedis.OpenAsync(server, Impatient);
        await redis.Store.PrepareAsync(Ct);
        return redis;
    }

    private static NewJob Job() => new("chore", "default", 5, "{}", Noon, Noon) { Rank = 1, MaxRetries = 3 };

    private static async Task<JobId> AddAsync(ScratchRedis redis) => (await redis.Store.AddAsync([Job()], Ct))[0];

    private static async Task<string> RefusalAsync(ScratchRedis redis) =>
        (await Assert.ThrowsAsync<StoreUnavailableException>(() => AddAsync(redis))).Message;

    private static async Task UntilTakenAsync(ScratchRedis redis)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        for (var isTaken = false; !isTaken; limit.Token.ThrowIfCancellationRequested())
            try
            {
                await AddAsync(redis);
                isTaken = true;
            }
            catch (StoreUnavailableException) { }
    }
}
