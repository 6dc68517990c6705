using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Errors;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Redis;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.Logging;
using static Couriarr.Tests.Notifications.NoticeHost;

namespace Couriarr.Tests.Notifications;

/// <summary>People hear of a queue that was lost.</summary>
[Trait("family", "stores")]
public sealed class RedisAlertTests
{
    private const string Loss = "Redis has lost the queue";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E09_One_message_tells_that_Redis_has_lost_the_queue()
    {
        await using var redis = await RedisServer.StartAsync();
        var storage = new StorageOptions { Queue = new Secret(redis.Address.ToString()) };
        await using var host = await StartAsync([Channel("main")], options => options with { Storage = storage });

        await redis.SayAsync("FLUSHALL");
        await UntilAsync(() => Task.FromResult(Losses(host) > 0), 30);
        await host.IdleAsync();

        Assert.Equal(1, Losses(host));
    }

    [Fact]
    public async Task E09_It_is_told_also_when_a_transfer_was_the_first_to_notice()
    {
        using var ears = new ErrorEars();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(ears));
        var server = await RedisServer.StartAsync();
        await using var redis = await ScratchRedis.OpenAsync(server, log: logs.CreateLogger<RedisMemory>());
        await redis.Store.PrepareAsync(Ct);
        await server.SayAsync("FLUSHALL");

        // What transfers log is told of in messages of their own.
        using (logs.CreateLogger("a transfer").BeginScope(new Dictionary<string, object?> { ["kind"] = "transfer-media" }))
            await redis.Store.CancelAsync(new JobId(1), DateTimeOffset.UnixEpoch, Ct);

        Assert.StartsWith(Loss, Assert.Single(ears.Take()).Sentence, StringComparison.Ordinal);
    }

    private static int Losses(NoticeHost host) =>
        host.Mailbox.Of("main").Count(notice => $"{notice.Body}".Contains(Loss, StringComparison.Ordinal));
}
