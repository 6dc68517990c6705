using Couriarr.CrashRig;
using Couriarr.Neighbours;
using Microsoft.AspNetCore.Http;
using Shell = Couriarr.CrashRig.Shell;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>The program is killed again and again while it reads the whole catalogue, from a TVmaze that has a bad day, and judges it.</summary>
[Trait("family", "find")]
[Trait("slow", "yes")]
public sealed class CrawlKilledTests : IDisposable
{
    private const int HighestId = 95_000;
    private const int Pages = (HighestId / 250) + 1;
    private readonly CrawlRig _rig = new();

    [Fact]
    public async Task G05_killed_at_any_moment_of_a_crawl_with_faults_it_ends_with_the_very_shows_of_a_clean_run()
    {
        Assert.SkipUnless(Shell.Has("sqlite3"), "It reads the database with sqlite3, which is not installed.");
        await using var calm = await FakeTvmaze.StartAsync(HighestId);
        await using var tvmaze = await FakeTvmaze.StartAsync(HighestId);
        var clean = _rig.PlanOf("clean", calm);
        var undisturbed = CrawlRig.LiveAsync(clean);
        var plan = _rig.PlanOf("killed", tvmaze);
        tvmaze.Trouble = SomeTrouble;

        await KilledWhileReadingAsync(plan, tvmaze);
        // In the transaction in which the 30th batch is judged.
        await CrawlRig.FallAsync(plan, "discover.news_judged:30");
        var left = CrawlRig.NumberOf(plan, "SELECT count(*) FROM shows WHERE news > 0");
        await CrawlRig.LiveAsync(plan);
        await undisturbed;

        Assert.Equal(tvmaze.All.Count(), CrawlRig.NumberOf(plan, "SELECT count(*) FROM shows"));
        Assert.Equal(tvmaze.All.Count() - (29 * 500), left);
        CrawlRig.AssertSame(clean, plan);
    }

    [Fact]
    public async Task G07_killed_while_it_judges_by_other_filters_it_ends_as_if_they_had_always_been_so()
    {
        Assert.SkipUnless(Shell.Has("sqlite3"), "It reads the database with sqlite3, which is not installed.");
        await using var tvmaze = await FakeTvmaze.StartAsync(2000);
        var plan = _rig.PlanOf("killed", tvmaze);
        await CrawlRig.LiveAsync(plan);
        var other = plan.With("FILTERS_MIN_RUNTIME", "60");
        const string Short = "SELECT count(*) FROM shows WHERE filter_reason = 'runtime'";
        var before = CrawlRig.NumberOf(plan, Short);

        await CrawlRig.FallAsync(other, "discover.judged_again:1");
        Assert.Equal(before, CrawlRig.NumberOf(plan, Short));
        await CrawlRig.LiveAsync(other);

        Assert.True(CrawlRig.NumberOf(plan, Short) > before);
        var clean = _rig.PlanOf("clean", tvmaze).With("FILTERS_MIN_RUNTIME", "60");
        await CrawlRig.LiveAsync(clean);
        CrawlRig.AssertSame(clean, plan);
    }

    public void Dispose() => _rig.Dispose();

    /// <summary>It ends before the last pages, having asked for no page again that is stored.</summary>
    private static async Task KilledWhileReadingAsync(HostPlan plan, FakeTvmaze tvmaze)
    {
        await CrawlRig.FallAsync(plan, "discover.page_commit:40");
        var marks = new List<int> { CrawlRig.MarkOf(plan) };
        await CrawlRig.ShotAsync(plan, tvmaze, "/shows?page=150");
        marks.Add(CrawlRig.MarkOf(plan));
        // As often as it pleases: each life is at least one page.
        for (var life = 0; life < 3; life++)
        {
            await CrawlRig.FallAsync(plan, "discover.page_stored:1");
            marks.Add(CrawlRig.MarkOf(plan));
        }
        var asked = tvmaze.Asked.Count;
        await CrawlRig.ShotAsync(plan, tvmaze, $"/shows?page={Pages - 4}");
        var again = tvmaze.Asked.Skip(asked).ToList();

        Assert.Equal(38, marks[0]);
        Assert.Equal(marks.Order(), marks);
        Assert.Equal(marks[1] + 3, marks[4]);
        Assert.Contains($"/shows?page={marks[4] + 1}", again);
        Assert.DoesNotContain($"/shows?page={marks[4]}", again);
        Assert.InRange(CrawlRig.MarkOf(plan), marks[4], Pages - 2);
    }

    // Not as often asked to rest as on other bad days: each rest is a second.
    private static IResult? SomeTrouble(string asked, int call) => call % 20 == 3 && call % 200 != 3 ? null : BadDay.Trouble(asked, call);
}
