using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage;
using Couriarr.Storage.Postgres;
using Couriarr.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Couriarr.Tests.Postgres;

/// <summary>What the server cannot clear away, who is in its way, and that the owner hears of it.</summary>
[Trait("family", "stores")]
public sealed class PostgresWatchTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly OwnersLog _log = new();
    private ScratchPostgres _scratch = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.IsPossible, PostgresServer.Reason);
        _scratch = await ScratchPostgres.OpenAsync();
    }

    public ValueTask DisposeAsync() => _scratch?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task E08_who_holds_a_transaction_open_is_named_until_it_ends()
    {
        using var watch = Watch(TimeSpan.Zero);
        await using (var other = await Holder.OpenAsync(_scratch.Store.Crowd))
        {
            await watch.LookAsync(Ct);
            await watch.LookAsync(Ct);

            Assert.Contains($"pg_terminate_backend({other.Process})", watch.Warning, StringComparison.Ordinal);
            Assert.Equal([watch.Warning!], new StoreCheck(_scratch.Store.Database, watch: watch).Warnings);
            Assert.Single(_log.Lines, line => line.Contains($"pg_terminate_backend({other.Process})", StringComparison.Ordinal));
        }

        await UntilAsync(watch, sight => sight.Oldest is null);
        Assert.Null(watch.Warning);
    }

    [Fact]
    public async Task E08_what_ended_while_it_was_open_is_counted_and_work_goes_on()
    {
        using var watch = Watch(TimeSpan.FromMinutes(5));
        await using var other = await Holder.OpenAsync(_scratch.Store.Crowd);
        var store = new PostgresJobStore(
            _scratch.Store.Crowd,
            new WorkHints(_scratch.Store.Pool, TimeProvider.System),
            TimeProvider.System,
            new NoFailPoints()
        );

        await store.AddAsync([.. Enumerable.Range(0, 200).Select(_ => Job())], Ct);
        var ended = 0;
        var now = DateTimeOffset.UnixEpoch;
        while (await store.ClaimAsync(new Claim("default", 20, "one", now, now.AddMinutes(5), now), Ct) is { Count: > 0 } leases)
            foreach (var lease in leases)
                ended += await store.SettleAsync(lease, Done, Ct) is null ? 0 : 1;

        Assert.Equal(200, ended);
        await UntilAsync(watch, sight => sight.DeadRows >= 200);
        Assert.True(watch.Sight!.Size > 0);
        Assert.True(watch.Sight.Oldest!.Age > TimeSpan.Zero);
        Assert.Null(watch.Warning);
    }

    [Fact]
    public async Task While_the_server_is_away_nothing_is_said_of_it()
    {
        await using var pool = new PostgresPool(_scratch.Options with { Port = 1, Patience = TimeSpan.FromMilliseconds(50) });
        using var crowd = new PostgresDatabase(pool, Company.Crowd, new NoFailPoints());
        using var watch = new PostgresWatch(crowd, pool.Options, Loops, TimeProvider.System, NullLogger<PostgresWatch>.Instance);

        await watch.LookAsync(Ct);

        Assert.Null(watch.Sight);
        Assert.Null(watch.Warning);
    }

    private static Loops Loops => new(TimeProvider.System, NullLogger<Loops>.Instance);

    private static Settlement Done => new(JobState.Succeeded, DateTimeOffset.UnixEpoch) { RetryCount = 0, CrashCount = 0 };

    private PostgresWatch Watch(TimeSpan tolerated) =>
        new(_scratch.Store.Crowd, _scratch.Options with { LongestTransaction = tolerated }, Loops, TimeProvider.System, _log);

    // The server tells its statistics when it comes to it.
    private static async Task UntilAsync(PostgresWatch watch, Func<ServerSight, bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Limit);
        while (watch.Sight is not { } sight || !isSo(sight))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
            await watch.LookAsync(limit.Token);
        }
    }

    private static NewJob Job() =>
        new("chore", "default", 5, "{}", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch) { Rank = 0, MaxRetries = 3 };

    /// <summary>Somebody who reads, and does not come to an end.</summary>
    private sealed class Holder(long process, Task reading, TaskCompletionSource end) : IAsyncDisposable
    {
        public long Process => process;

        public static async Task<Holder> OpenAsync(PostgresDatabase crowd)
        {
            var (begun, end) = (new TaskCompletionSource<long>(), new TaskCompletionSource());
            var reading = crowd.ReadAsync(
                async session =>
                {
                    // A snapshot is taken with the first question, not with the begin.
                    begun.TrySetResult(
                        await session.FirstAsync(
                            "SELECT pg_backend_pid()::bigint + 0 * (SELECT count(*) FROM job_queue)",
                            row => row.GetInt64(0)
                        )
                    );
                    await end.Task;
                    return true;
                },
                Ct
            );
            return new Holder(await begun.Task.WaitAsync(Limit, Ct), reading, end);
        }

        public async ValueTask DisposeAsync()
        {
            end.SetResult();
            await reading;
        }
    }
}
