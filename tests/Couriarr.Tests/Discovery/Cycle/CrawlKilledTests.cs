using Couriarr.CrashRig;
using Couriarr.Neighbours;
using Shell = Couriarr.CrashRig.Shell;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>The program is killed again and again while it reads the catalogue, from a TVmaze that has a bad day.</summary>
[Trait("family", "find")]
[Trait("slow", "yes")]
public sealed class CrawlKilledTests : IDisposable
{
    private const long HighestId = 6000;
    private const int Pages = 25;

    // What depends on when it was, and not on what.
    private const string Table = """
        SELECT tvmaze_id, tvdb_id, imdb_id, title, language, country, type, status, premiered, ended, network, web_channel, genres, runtime,
        average_runtime, rating_hundredths, weight, summary, image, page, tvmaze_updated_at, missed_at, removed_at, news, verdict, decided_by,
        filter_reason, verdict_key, processing_status, by_user, note, sonarr_instance, sonarr_series_id, added_to_sonarr_at,
        pending_since IS NULL, retry_after IS NULL, retry_count, error_message FROM shows ORDER BY tvmaze_id
        """;
    private readonly Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task G05_killed_at_any_moment_of_a_crawl_with_faults_it_ends_with_the_very_shows_of_a_clean_run()
    {
        Assert.SkipUnless(Shell.Has("sqlite3"), "It reads the database with sqlite3, which is not installed.");
        await using var tvmaze = await FakeTvmaze.StartAsync(HighestId);
        var clean = PlanOf("clean", tvmaze);
        await LiveAsync(clean);
        var plan = PlanOf("killed", tvmaze);
        tvmaze.Trouble = BadDay.Trouble;

        var marks = new List<int> { await FallAsync(plan.WithFault("discover.page_commit:4")) };
        marks.Add(await ShotAsync(plan, tvmaze, "/shows?page=11"));
        // As often as it pleases: each life is at least one page.
        for (var life = 0; life < 3; life++)
            marks.Add(await FallAsync(plan.WithFault("discover.page_stored:1")));
        marks.Add(await ShotAsync(plan, tvmaze, $"/shows?page={Pages - 4}"));
        var asked = tvmaze.Asked.Count;
        await LiveAsync(plan);

        Assert.Equal(marks.Order(), marks);
        Assert.Equal(marks[1] + 3, marks[4]);
        Assert.InRange(marks[^1], marks[4], Pages - 2);
        var again = tvmaze.Asked.Skip(asked).ToList();
        Assert.Contains($"/shows?page={marks[^1] + 1}", again);
        Assert.DoesNotContain($"/shows?page={marks[^1]}", again);
        var expected = Shell.Sql(clean.Database, Table).Split('\n');
        Assert.Equal(tvmaze.All.Count(), expected.Length);
        Assert.Equal(expected, Shell.Sql(plan.Database, Table).Split('\n'));
    }

    public void Dispose() => _scratch.Dispose();

    private HostPlan PlanOf(string name, FakeTvmaze tvmaze) =>
        new HostPlan(_scratch.Path(name))
            .With("SONARR_URL", "http://127.0.0.1:9")
            .With("TVMAZE_BASE_URL", tvmaze.Address.ToString())
            .With("TVMAZE_RATE_LIMIT", "1000")
            .With("IMPATIENT", "discover-shows");

    /// <summary>Until the first cycle has ended.</summary>
    private static async Task LiveAsync(HostPlan plan)
    {
        await using var host = await HostProcess.StartAsync(plan, Ct);
        await Until.TrueAsync(
            async () =>
                (await host.Client.GetAsync("/state", Ct)).Body.GetProperty("last_run").ValueKind
                    is not System.Text.Json.JsonValueKind.Null,
            "the first cycle has ended",
            Ct,
            seconds: 120
        );
        Assert.Equal(0, await host.StopAsync(Ct));
    }

    /// <summary>Until it falls by itself.</summary>
    private static async Task<int> FallAsync(HostPlan plan)
    {
        await using var host = HostProcess.Launch(plan);
        Assert.Equal(Faults.HostFacts.Killed, await host.ExitAsync(Ct, seconds: 60));
        return MarkOf(plan);
    }

    /// <summary>Until it asks for a page, for which it waits in vain when it is killed from outside.</summary>
    private static async Task<int> ShotAsync(HostPlan plan, FakeTvmaze tvmaze, string when)
    {
        var before = tvmaze.Asked.Count;
        tvmaze.Trouble = (asked, call) => asked == when ? BadDay.Silence : BadDay.Trouble(asked, call);
        await using var host = HostProcess.Launch(plan);
        await Until.TrueAsync(
            () => Task.FromResult(host.HasExited || tvmaze.Asked.Skip(before).Contains(when)),
            $"{when} is asked for",
            Ct,
            seconds: 60
        );
        Assert.Equal(Faults.HostFacts.Killed, await host.KillAsync(Ct));
        tvmaze.Trouble = BadDay.Trouble;
        return MarkOf(plan);
    }

    /// <summary>The last page that is stored; that it was not the end is a part of every life but the last.</summary>
    private static int MarkOf(HostPlan plan)
    {
        var mark = Shell.Sql(plan.Database, "SELECT coalesce(last_tvmaze_page, -1) FROM discovery_state WHERE last_full_sync IS NULL");
        return int.Parse(mark, System.Globalization.CultureInfo.InvariantCulture);
    }
}
