using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Cycle;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours;
using Couriarr.Tests.Discovery.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>When the rules change, or the day by which they go, all shows are judged again: by itself, once, and without the network.</summary>
[Trait("family", "find")]
public sealed class StaleVerdictTests : IDisposable
{
    private const long Fine = 5001;
    private const long Refused = 5002;
    private const int Fresh = 5;
    private readonly string _folder = Directory.CreateTempSubdirectory("couriarr-stale-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Other_filters_at_the_start_judge_all_shows_again_and_ask_nobody()
    {
        await using var tvmaze = await CatalogueAsync();
        await using (var before = await DiscoveryHost.StartAsync(tvmaze, lent: _folder))
        {
            await before.FirstCycleAsync();
            Assert.Equal(ShowStatus.Wanted, await before.StatusAsync(Fine));
            await before.DecideAsync(Refused, new(ShowStatus.Rejected, "No.") { ByUser = true });
        }
        var asked = tvmaze.Asked.Count;

        await using var host = await DiscoveryHost.StartAsync(
            tvmaze,
            o => o with { Filters = o.Filters with { MinRuntime = 61 } },
            lent: _folder
        );
        await EndOfRefilterAsync(host);

        Assert.Equal((ShowStatus.Filtered, "runtime"), await StandingAsync(host, Fine));
        Assert.Equal(ShowStatus.Rejected, await host.StatusAsync(Refused));
        Assert.Equal(host.Doors.Get<RuleSet>().Fingerprint, (await host.ProgressAsync()).Sync.FilterHash);
        Assert.Equal(asked, tvmaze.Asked.Count);
    }

    [Fact]
    public async Task Another_day_judges_all_shows_once_by_rules_that_go_by_the_calendar_and_asks_nobody()
    {
        await using var tvmaze = await CatalogueAsync();
        var clock = new LaterClock();
        await using var host = await DiscoveryHost.StartAsync(
            tvmaze,
            o => o with { Sync = o.Sync with { PollInterval = TimeSpan.FromDays(300) } },
            services =>
                services
                    .AddSingleton<TimeProvider>(clock)
                    .AddSingleton(Tried.Rules("rules: [{ name: too fresh, when: { premiered: '>= -10d' }, then: skip }]"))
        );
        await host.FirstCycleAsync();
        Assert.Equal((ShowStatus.Filtered, "rule"), await StandingAsync(host, Fine));
        await host.DecideAsync(Refused, new(ShowStatus.Rejected, "No.") { ByUser = true });
        var asked = tvmaze.Asked.Count;

        clock.Ahead = TimeSpan.FromDays(2 * Fresh + 1);
        await LookAsync(host, clock);
        await EndOfRefilterAsync(host);
        var judged = (await RefiltersAsync(host)).Count;
        await LookAsync(host, clock);

        Assert.Equal(ShowStatus.Wanted, await host.StatusAsync(Fine));
        Assert.Equal(ShowStatus.Rejected, await host.StatusAsync(Refused));
        Assert.Equal(judged, (await RefiltersAsync(host)).Count);
        Assert.Equal(asked, tvmaze.Asked.Count);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<FakeTvmaze> CatalogueAsync()
    {
        var tvmaze = await FakeTvmaze.StartAsync(300);
        foreach (var id in new[] { Fine, Refused })
            tvmaze.Change(
                id,
                show =>
                {
                    RefreshTests.Fine(show, $"Show {id}", tvdb: id);
                    show["premiered"] = DiscoveryHost.Now.AddDays(-Fresh).ToString("yyyy-MM-dd", null);
                }
            );
        return tvmaze;
    }

    private static async Task<(ShowStatus, string?)> StandingAsync(DiscoveryHost host, long id) =>
        (await host.ShowAsync(id)).Standing is var standing ? (standing.Status, standing.FilterReason) : default;

    // The clock of the catalogue looks once a minute.
    private static Task LookAsync(DiscoveryHost host, TimeProvider clock) =>
        host.Doors.Get<DiscoveryDesk>().KeepUpAsync(clock.GetUtcNow(), Ct);

    private static async Task<IReadOnlyList<JobRecord>> RefiltersAsync(DiscoveryHost host) =>
        await host.Doors.Get<IJobReader>().ListAsync(new JobQuery(Kind: Refilter.Kind.Name), Ct);

    private static Task EndOfRefilterAsync(DiscoveryHost host) =>
        DiscoveryHost.UntilAsync(async () => await RefiltersAsync(host) is { Count: > 0 } all && all.All(job => job.State.IsEnded()));

    private sealed class LaterClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
