using Couriarr.CrashRig;
using Couriarr.Neighbours;
using Couriarr.Tests.Discovery.Cycle;

namespace Couriarr.Tests.Discovery.Adding;

/// <summary>The program is killed in the moment in which Sonarr has a show and nobody has written it down.</summary>
[Trait("family", "find")]
[Trait("slow", "yes")]
public sealed class AddKilledTests : IDisposable
{
    private const int Budget = 3;
    private readonly CrawlRig _rig = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task G05_killed_right_after_Sonarr_has_it_it_is_added_once_and_known_as_ours()
    {
        await using var tvmaze = await FakeTvmaze.StartAsync(1);
        await using var sonarr = await FakeArr.SonarrAsync();
        for (var id = 5001; id <= 5000 + Budget + 1; id++)
        {
            tvmaze.Change(id, show => RefreshTests.Fine(show, $"Fine {id}", tvdb: 9_000_000 + id));
            sonarr.Metadata.Know(new FakeTitle(9_000_000 + id, $"Fine {id}") { TvMaze = id, Runtime = 1 });
        }
        var plan = _rig.PlanOf("killed", tvmaze)
            .With("SONARR_URL", sonarr.Address.ToString())
            .With("SONARR_API_KEY", sonarr.ApiKey)
            .With("DRY_RUN", "false")
            .With("ADDING_RESERVE_GB", "0")
            .With("ADDING_MAX_PER_DAY", $"{Budget}");

        await CrawlRig.FallAsync(plan, "discover.after_sonarr_add:1");
        var had = sonarr.Shelf.Works.Count;
        await CrawlRig.FallAsync(plan, "discover.after_sonarr_add:1");
        await using var host = await HostProcess.StartAsync(plan, Ct);
        await Until.TrueAsync(async () => await CountAsync(host, "added") == Budget, "all are added", Ct, seconds: 120);

        Assert.InRange(had, 1, Budget - 1);
        var ids = sonarr.Posted.Select(sent => (int)sent["tvdbId"]!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(Budget, sonarr.Shelf.Works.Count);
    }

    public void Dispose() => _rig.Dispose();

    private static async Task<long> CountAsync(HostProcess host, string status) =>
        (await host.Client.GetAsync("/state", Ct)).Body.GetProperty("shows").GetProperty(status).GetInt64();
}
