using Couriarr.Jobs;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Sql;

namespace Couriarr.Tests.Postgres;

/// <summary>Troubles of a server while we run: a sentence, or nothing that anybody notices.</summary>
[Trait("family", "stores")]
public sealed class PostgresTroubleTests : IAsyncLifetime
{
    private PostgresServer _server = null!;
    private ScratchPostgres _scratch = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private PostgresOptions Database => _scratch.Options;
    private PostgresStore Open => _scratch.Store;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.IsPossible, PostgresServer.Reason);
        _server = await SharedPostgres.ServerAsync();
        _scratch = await ScratchPostgres.OpenAsync();
    }

    public ValueTask DisposeAsync() => _scratch?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task E07_a_server_that_becomes_read_only_is_a_sentence_and_takes_work_again_afterwards()
    {
        await _server.AskAsync("postgres", $"ALTER DATABASE {Database.Database} SET default_transaction_read_only = on");
        await CutAsync();

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => WriteAsync());

        Assert.Contains("the server is read-only", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, refused.ToString(), StringComparison.Ordinal);
        await _server.AskAsync("postgres", $"ALTER DATABASE {Database.Database} RESET default_transaction_read_only");
        await CutAsync();
        await WriteAsync();
    }

    [Fact]
    public async Task E07_connections_that_were_cut_are_made_anew_and_nobody_notices()
    {
        for (var cut = 0; cut < 5; cut++)
        {
            await CutAsync();
            await WriteAsync();
        }
    }

    private Task<int> WriteAsync() =>
        Open.Database.WriteAsync(session => session.ExecuteAsync("UPDATE job_fence SET token = token + 1"), WriteKind.Upkeep, Ct);

    private Task<string> CutAsync() =>
        _server.AskAsync("postgres", $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Database.Database}'");
}
