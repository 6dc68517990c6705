using Couriarr.Jobs;
using Couriarr.Storage;
using Couriarr.Storage.Redis;
using Xunit;

namespace Couriarr.Tests.Storage;

/// <summary>What Couriarr asks of a Redis before it gives it work.</summary>
[Trait("family", "stores")]
public sealed class RedisDurabilityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Redis_that_keeps_nothing_on_its_disk_is_refused_and_told_how_to_mend_it()
    {
        await using var redis = await ScratchRedis.OpenAsync(await RedisServer.StartAsync("--appendonly", "no"));

        var refusal = await Assert.ThrowsAsync<StartupException>(() => redis.Store.PrepareAsync(Ct));

        Assert.Equal(StartupException.Configuration, refusal.ExitCode);
        Assert.Contains("Write 'appendonly yes' into its redis.conf", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("storage.redis_may_lose: true", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Redis_that_drops_what_it_has_is_refused()
    {
        var server = await RedisServer.StartAsync("--appendonly", "yes", "--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru");
        await using var redis = await ScratchRedis.OpenAsync(server);

        var refusal = await Assert.ThrowsAsync<StartupException>(() => redis.Store.PrepareAsync(Ct));

        Assert.Contains("its maxmemory-policy is allkeys-lru", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replica_is_refused_whatever_its_owner_accepts()
    {
        var server = await RedisServer.StartAsync("--appendonly", "yes", "--replicaof", "127.0.0.1", "1");
        await using var redis = await ScratchRedis.OpenAsync(server, options => options with { MayLose = true });

        var refusal = await Assert.ThrowsAsync<StartupException>(() => redis.Store.PrepareAsync(Ct));

        Assert.Contains("it is a replica and takes nothing", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_accepts_the_loss_in_writing_is_let_in_and_it_is_said()
    {
        var server = await RedisServer.StartAsync("--appendonly", "no");
        await using var redis = await ScratchRedis.OpenAsync(server, options => options with { MayLose = true });

        await redis.Store.PrepareAsync(Ct);

        Assert.StartsWith("The queue may lose jobs, as storage.redis_may_lose accepts:", redis.Memory.Accepted, StringComparison.Ordinal);
        Assert.Contains(redis.Log.Lines, line => line.StartsWith("Warning: The queue may lose jobs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_how_much_room_Redis_has_and_uses()
    {
        await using var redis = await ScratchRedis.OpenAsync(await RedisServer.StartAsync("--appendonly", "yes", "--maxmemory", "100mb"));

        var room = await new RedisDurability(redis.Link).RoomAsync();

        Assert.Equal(100 << 20, room.Limit);
        Assert.InRange(room.Used, 1, room.Limit);
    }

    [Fact]
    public async Task Says_how_Redis_keeps_what_it_is_told()
    {
        await using var redis = await ScratchRedis.OpenAsync();

        await redis.Store.PrepareAsync(Ct);

        Assert.EndsWith(", append-only file, fsync everysec", redis.Memory.Place, StringComparison.Ordinal);
        Assert.Null(redis.Memory.Accepted);
    }

    [Fact]
    public async Task Jobs_that_the_database_still_holds_are_not_left_behind()
    {
        await using var redis = await ScratchRedis.OpenAsync();
        await redis.LeaveJobBehindAsync();

        var refusal = await Assert.ThrowsAsync<StartupException>(() => redis.Store.PrepareAsync(Ct));

        Assert.Contains("The queue in the database still holds 1 jobs", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:6379", "it does not begin with redis://")]
    [InlineData("redis://localhost/first", "no number of a database")]
    [InlineData("redis://me:secret@localhost", "it names a user")]
    public void An_address_that_is_none_is_refused_with_the_reason(string address, string why)
    {
        var refusal = Assert.Throws<StartupException>(() => RedisAddress.Parse(address));
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_shows_itself_without_the_password()
    {
        var address = RedisAddress.Parse("rediss://:p%40ss@cache.home:6380/3");
        Assert.Equal(("p@ss", "rediss://cache.home:6380/3"), (address.Password, address.ToString()));
    }
}
