using Couriarr.Jobs;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Sql;

namespace Couriarr.Tests.Postgres;

/// <summary>A connection that ends within a transaction, at the very places where nobody looks.</summary>
[Trait("family", "stores")]
public sealed class LostMidwayTests : IAsyncLifetime
{
    private const string Next = "UPDATE job_fence SET token = token + 1";
    private const int ReadyForQuery = 6;
    private ScratchPostgres _scratch = null!;
    private Relay _relay = null!;
    private PostgresPool _pool = null!;
    private PostgresDatabase _database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.IsPossible, PostgresServer.Reason);
        _scratch = await ScratchPostgres.OpenAsync();
        _relay = (await SharedPostgres.ServerAsync()).Relay();
        _pool = new PostgresPool(_scratch.Options with { Host = "127.0.0.1", Port = _relay.Port });
        _database = new PostgresDatabase(_pool, Company.Crowd, new NoFailPoints());
    }

    public async ValueTask DisposeAsync()
    {
        _database?.Dispose();
        if (_pool is not null)
            await _pool.DisposeAsync();
        if (_relay is not null)
            await _relay.DisposeAsync();
        if (_scratch is not null)
            await _scratch.DisposeAsync();
    }

    [Fact]
    public async Task E07_work_whose_connection_ends_behind_a_statement_is_done_once_more_as_a_whole()
    {
        var times = 0;
        var before = await TokenAsync();

        var rows = await _database.WriteAsync(
            async session =>
            {
                if (times++ == 0)
                    CutBehindAnAnswer();
                await session.QueryAsync("SELECT name FROM job_gates", row => row.GetString(0));
                return await session.ExecuteAsync(Next);
            },
            WriteKind.Upkeep,
            Ct
        );

        Assert.Equal((1, 2, before + 1), (rows, times, await TokenAsync()));
    }

    [Fact]
    public async Task E07_work_whose_connection_ends_before_its_commit_is_done_once_more_as_a_whole()
    {
        var times = 0;
        var before = await TokenAsync();

        await _database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(Next);
                if (times++ == 0)
                    CutBehindAnAnswer();
                return await session.QueryAsync("SELECT name FROM job_gates", row => row.GetString(0));
            },
            WriteKind.Upkeep,
            Ct
        );

        Assert.Equal((2, before + 1), (times, await TokenAsync()));
    }

    [Fact]
    public async Task E07_a_look_whose_connection_ends_is_had_once_more()
    {
        var times = 0;

        await _database.ReadAsync(
            async session =>
            {
                if (times++ == 0)
                    CutBehindAnAnswer();
                await session.QueryAsync("SELECT name FROM job_gates", row => row.GetString(0));
                return await session.QueryAsync("SELECT name FROM job_gates", row => row.GetString(0));
            },
            Ct
        );

        Assert.Equal(2, times);
    }

    [Fact]
    public void E07_the_heart_that_loses_its_connection_midway_hears_that_it_was_lost()
    {
        var lost = Assert.Throws<StoreUnavailableException>(() =>
            _database.WriteBlocking(session =>
            {
                CutBehindAnAnswer();
                return session.QueryAsync("SELECT name FROM job_gates", row => row.GetString(0));
            })
        );

        Assert.DoesNotContain("shutting down", lost.Message, StringComparison.Ordinal);
        Assert.Equal(1, _database.WriteBlocking(session => session.ExecuteAsync(Next)));
    }

    // The rows have come; that they were all is what does not come any more.
    private void CutBehindAnAnswer() =>
        _relay.CutOnce(said => said.Length > ReadyForQuery && said.Span[^ReadyForQuery] == (byte)'Z' ? said.Length - ReadyForQuery : null);

    private Task<long> TokenAsync() =>
        _scratch.Store.Crowd.ReadAsync(
            async session => (await session.QueryAsync("SELECT token FROM job_fence", row => row.GetInt64(0)))[0],
            Ct
        );
}
