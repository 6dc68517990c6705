using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Sql;

namespace Couriarr.Tests.Postgres;

/// <summary>Who may look whether a closed gate's trouble is over, when all lanes ask at the same moment.</summary>
[Trait("family", "stores")]
public sealed class ProbeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lane_with_nothing_behind_a_closed_gate_keeps_the_probe_from_nobody()
    {
        Assert.SkipUnless(PostgresServer.IsPossible, PostgresServer.Reason);
        await using var scratch = await ScratchPostgres.OpenAsync();
        var crowd = scratch.Store.Crowd;
        var hints = new WorkHints(scratch.Store.Pool, TimeProvider.System);
        var store = new PostgresJobStore(crowd, hints, TimeProvider.System, new NoFailPoints());
        await store.AddAsync(
            [
                new NewJob("chore", "apps", 5, "{}", Noon, Noon)
                {
                    Rank = 1,
                    MaxRetries = 3,
                    Gate = "g",
                },
            ],
            Ct
        );
        await store.CloseAsync(new Gate("g", "down", Noon, Noon.AddMinutes(1)), Ct);
        Assert.Empty(await store.ClaimAsync(ClaimAt(Noon), Ct));

        // The other lane's transaction is still open when ours asks.
        var probes = await crowd.WriteAsync(
            async session =>
            {
                var due = Noon.AddMinutes(1).ToUnixTimeMilliseconds();
                Assert.False(await new PostgresJobSql().TakeProbeAsync(session, "g", "maintenance", due));
                return await store.ClaimAsync(ClaimAt(Noon.AddMinutes(1)), Ct);
            },
            WriteKind.Upkeep,
            Ct
        );

        Assert.True(Assert.Single(probes).IsProbe);
    }

    private static Claim ClaimAt(DateTimeOffset now) => new("apps", 5, "us", now, now.AddMinutes(1), now.AddMinutes(1));
}
