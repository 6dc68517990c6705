using Couriarr.Jobs;
using Couriarr.Jobs.Running;
using Couriarr.Jobs.Store;
using Couriarr.Storage;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Couriarr.Tests.Postgres;

/// <summary>Several nodes on one database: who may work, who hears of it, and who comes too late.</summary>
[Trait("family", "stores")]
public sealed class NodesTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private ScratchPostgres _scratch = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.IsPossible, PostgresServer.Reason);
        _scratch = await ScratchPostgres.OpenAsync();
    }

    public ValueTask DisposeAsync() => _scratch?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Q02_of_many_who_claim_at_once_each_job_is_given_to_one()
    {
        var store = Node();
        await store.AddAsync([.. Enumerable.Range(0, 320).Select(_ => Job())], Ct);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(node => Task.Run(() => DrainAsync(Node(), $"node {node}"), Ct)));

        var leases = claimed.SelectMany(all => all).ToList();
        Assert.Equal(320, leases.Select(lease => lease.Job.Id).Distinct().Count());
        Assert.Equal(320, leases.Count);
    }

    [Fact]
    public async Task E01_a_frozen_node_loses_its_job_by_the_servers_clock_and_comes_too_late()
    {
        var (frozen, other) = (Node(), Node());
        await frozen.AddAsync([Job()], Ct);
        var now = DateTimeOffset.UnixEpoch;
        var lost = Assert.Single(await frozen.ClaimAsync(new Claim("default", 1, "frozen", now, now.AddMilliseconds(1), now), Ct));

        IReadOnlyList<Lease> adopted = [];
        while (adopted.Count == 0)
            adopted = await other.AdoptAsync(new Claim("", 1, "other", now, now.AddMinutes(1), now), Ct);

        Assert.True(adopted[0].Token > lost.Token);
        Assert.Null(await frozen.SettleAsync(lost, Done, Ct));
        Assert.Equal([LeaseStatus.Lost], await frozen.ExtendAsync([lost], DateTimeOffset.MaxValue.AddYears(-1000), Ct));
        Assert.NotNull(await other.SettleAsync(adopted[0], Done, Ct));
    }

    [Fact]
    public async Task Nobody_is_taken_for_dead_whose_lease_still_runs()
    {
        var now = DateTimeOffset.UnixEpoch;
        await Node().AddAsync([Job()], Ct);
        await Node().ClaimAsync(new Claim("default", 1, "one", now, now.AddMinutes(5), now), Ct);

        Assert.Empty(await Node().AdoptAsync(new Claim("", 1, "other", now.AddYears(50), now.AddYears(51), now), Ct));
    }

    [Fact]
    public async Task E05_an_ear_that_was_cut_off_listens_again_and_hears_what_another_node_brings()
    {
        var (signal, pool) = (new WorkSignal(), _scratch.Store.Pool);
        using var own = new WorkHints(pool, TimeProvider.System);
        using var other = new WorkHints(pool, TimeProvider.System);
        using var ears = new WorkEars(pool, own, signal, TimeProvider.System, NullLogger<WorkEars>.Instance);
        await ears.StartAsync(Ct);
        await other.StartAsync(Ct);
        await UntilAsync(() => ears.Begun == 1);
        var server = await SharedPostgres.ServerAsync();
        await server.AskAsync(
            _scratch.Options.Database,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        );
        await UntilAsync(() => ears.Begun == 2);

        var rung = signal.BellOf("default").WaitAsync(Ct);
        other.Tell([Job()]);

        await rung.WaitAsync(Limit, Ct);
        await ears.StopAsync(Ct);
        await other.StopAsync(Ct);
    }

    [Fact]
    public async Task E07_two_who_lock_each_other_out_both_come_through()
    {
        await Node().AddAsync([Job(), Job()], Ct);
        using var both = new Barrier(2);

        await Task.WhenAll(Swap(1, 2), Swap(2, 1));

        Assert.Equal(
            "2",
            await (await SharedPostgres.ServerAsync()).AskAsync(_scratch.Options.Database, "SELECT min(rank) FROM job_queue")
        );

        Task Swap(long first, long second)
        {
            var met = false;
            return Task.Run(
                () =>
                    _scratch.Store.Crowd.WriteAsync(
                        async session =>
                        {
                            await session.ExecuteAsync("UPDATE job_queue SET rank = rank + 1 WHERE id = @p1", first);
                            if (!met && (met = true))
                                both.SignalAndWait(Limit);
                            return await session.ExecuteAsync("UPDATE job_queue SET rank = rank + 1 WHERE id = @p1", second);
                        },
                        WriteKind.Upkeep,
                        Ct
                    ),
                Ct
            );
        }
    }

    private static Settlement Done => new(JobState.Succeeded, DateTimeOffset.UnixEpoch) { RetryCount = 0, CrashCount = 0 };

    private PostgresJobStore Node() =>
        new(_scratch.Store.Crowd, new WorkHints(_scratch.Store.Pool, TimeProvider.System), TimeProvider.System, new NoFailPoints());

    private static async Task<List<Lease>> DrainAsync(PostgresJobStore store, string owner)
    {
        var (all, now) = (new List<Lease>(), DateTimeOffset.UnixEpoch);
        while (await store.ClaimAsync(new Claim("default", 7, owner, now, now.AddMinutes(5), now), Ct) is { Count: > 0 } leases)
            all.AddRange(leases);
        return all;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Limit);
        while (!isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    private static NewJob Job() =>
        new("chore", "default", 5, "{}", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch) { Rank = 0, MaxRetries = 3 };
}
