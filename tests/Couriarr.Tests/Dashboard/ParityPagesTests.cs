using System.Net;
using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours;
using Couriarr.Tests.Reconciliation;
using static Couriarr.Tests.Reconciliation.MendingTests;
using static Couriarr.Tests.Reconciliation.ParityStage;

namespace Couriarr.Tests.Dashboard;

/// <summary>The parity board: compare, read, plan, approve.</summary>
[Trait("family", "browser")]
[Trait("slow", "yes")]
public sealed class ParityPagesTests
{
    [Fact]
    public async Task Libraries_that_were_never_compared_say_so_and_are_compared_by_a_button()
    {
        await using var stage = await SetAsync();
        Seed(stage);
        var host = await stage.StartAsync();
        using var guest = await PageGuest.AtAsync(host);

        Assert.Contains("It was never compared.", await guest.LookAsync("/ui/parity"), StringComparison.Ordinal);
        var begun = await guest.PressAsync("/ui/parity", "/ui/parity/compare", ("library", "movies"), ("mode", "count"));
        Assert.Contains("The comparison has begun (job #", begun, StringComparison.Ordinal);
        var job = (await host.Get<IJobReader>().ListAsync(new JobQuery(Kind: "reconcile"), Ct)).Single();
        Assert.Contains(
            "\"library\":\"movies\"",
            job.Payload.Replace(" ", "", StringComparison.Ordinal),
            StringComparison.OrdinalIgnoreCase
        );
        await stage.EndOfAsync(job.Id.Value);
        await stage.IdleAsync();

        var page = await guest.LookAsync("/ui/parity");
        Assert.Contains("dry run", page, StringComparison.Ordinal);
        Assert.Contains("2 missing", page, StringComparison.Ordinal);
        Assert.Contains("1 extra", page, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Join(stage.Far, "movies"), "New*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Who_says_nothing_has_nothing_carried_and_a_library_that_is_not_there_is_refused()
    {
        await using var stage = await SetAsync();
        Seed(stage);
        var host = await stage.StartAsync();
        using var guest = await PageGuest.AtAsync(host);

        var refused = await guest.PressAsync("/ui/parity", "/ui/parity/compare", ("library", "music"));
        Assert.Contains("There is no library 'music'.", refused, StringComparison.Ordinal);
        Assert.Empty(await host.Get<IJobReader>().ListAsync(new JobQuery(Kind: "reconcile"), Ct));
        await guest.PressAsync("/ui/parity", "/ui/parity/compare");
        var job = (await host.Get<IJobReader>().ListAsync(new JobQuery(Kind: "reconcile"), Ct)).Single();
        var run = await stage.EndOfAsync(job.Id.Value);
        await stage.IdleAsync();

        Assert.Equal(0, run.GetProperty("queued").GetInt32());
        Assert.Empty(Directory.GetFiles(Path.Join(stage.Far, "movies"), "New*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_comparison_is_read_by_file_and_by_title_beside_the_one_before()
    {
        await using var stage = await SetAsync();
        Seed(stage);
        var host = await stage.StartAsync();
        using var guest = await PageGuest.AtAsync(host);
        await stage.CompareAsync();
        stage.Take(stage.Radarr, stage.Radarr.Add("Newer"), "Newer.mkv");
        await stage.CompareAsync();

        var whole = await guest.LookAsync("/ui/parity/reports/2");
        var missing = await guest.LookAsync("/ui/parity/reports/2?library=movies&standing=missing");
        var titles = await guest.LookAsync("/ui/parity/reports/2?by=title&library=movies");

        Assert.Contains("3 missing (+1)", whole, StringComparison.Ordinal);
        Assert.Contains("Gone (2021)/Gone.mkv", whole, StringComparison.Ordinal);
        Assert.Contains("Newer (2021)/Newer.mkv", missing, StringComparison.Ordinal);
        Assert.DoesNotContain("Gone.mkv", missing, StringComparison.Ordinal);
        Assert.Contains("Newer", titles, StringComparison.Ordinal);
        Assert.DoesNotContain("Newer.mkv", titles, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await guest.StatusAsync("/reconcile/reports/2/csv"));
        Assert.Contains("There is no comparison 7", await guest.LookAsync("/ui/parity/reports/7"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_nothing_can_be_said_is_told()
    {
        await using var stage = await SetAsync();
        Seed(stage);
        var host = await stage.StartAsync();
        using var guest = await PageGuest.AtAsync(host);
        await stage.CompareAsync();
        stage.Radarr.Mood = Mood.Starting;
        await stage.CompareAsync();

        var board = await guest.LookAsync("/ui/parity");

        Assert.Contains("The last comparison could say nothing.", board, StringComparison.Ordinal);
        Assert.Contains("not of all", board, StringComparison.Ordinal);
        Assert.Contains("2 missing", board, StringComparison.Ordinal);
        Assert.Contains("Nothing can be said.", await guest.LookAsync("/ui/parity/reports/2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_plan_the_chosen_lines_are_approved_and_nothing_without_a_choice()
    {
        await using var stage = await SetAsync();
        Seed(stage);
        var host = await stage.StartAsync();
        using var guest = await PageGuest.AtAsync(host);
        await stage.CompareAsync();

        var made = await guest.PressAsync(
            "/ui/parity/reports/1",
            "/ui/parity/plans",
            ("report", "1"),
            ("replace", "true"),
            ("remove", "true")
        );
        Assert.Contains("The plan is made: 3 to add, 2 to replace, 1 to remove.", made, StringComparison.Ordinal);
        var page = await guest.ReadAsync("/ui/parity/plans/1");
        var nothing = await guest.PressAsync("/ui/parity/plans/1", "/ui/parity/plans/1/approve");
        Assert.Contains("nothing was approved", nothing, StringComparison.Ordinal);
        Assert.Equal(["0"], await stage.AskAsync("SELECT CAST(count(approved_at) AS TEXT) FROM reconcile_lines"));

        var line = page[..page.IndexOf("New (2021)/New.mkv", StringComparison.Ordinal)].Split("id=\"line-")[^1].Split('"')[0];
        var approved = await guest.PressAsync("/ui/parity/plans/1", "/ui/parity/plans/1/approve", ("line", line));
        Assert.Contains("1 line is approved (job #", approved, StringComparison.Ordinal);
        await stage.IdleAsync();

        AssertSame(stage, "movies/New (2021)/New.mkv");
        Assert.Contains("queued", await guest.LookAsync("/ui/parity/plans/1"), StringComparison.Ordinal);
        Assert.Equal(["1"], await stage.AskAsync("SELECT CAST(count(approved_at) AS TEXT) FROM reconcile_lines"));
    }

    [Fact]
    public async Task All_of_a_kind_is_approved_at_once_and_kept_to_its_limit()
    {
        await using var stage = await SetAsync();
        Seed(stage);
        stage.Options = stage.Options with { Reconcile = new ReconcileOptions { MaxReplaces = 1 } };
        var host = await stage.StartAsync();
        using var guest = await PageGuest.AtAsync(host);
        await stage.CompareAsync();
        await guest.PressAsync("/ui/parity/reports/1", "/ui/parity/plans", ("report", "1"), ("replace", "true"));

        var refused = await guest.PressAsync("/ui/parity/plans/1", "/ui/parity/plans/1/approve", ("action", "replace"));
        var unknown = await guest.PressAsync("/ui/parity/plans/1", "/ui/parity/plans/1/approve", ("action", "burn"));
        Assert.Contains("reconcile.max_replaces", refused, StringComparison.Ordinal);
        Assert.Contains("nothing was approved", unknown, StringComparison.Ordinal);
        Assert.Equal(["0"], await stage.AskAsync("SELECT CAST(count(approved_at) AS TEXT) FROM reconcile_lines"));

        var approved = await guest.PressAsync("/ui/parity/plans/1", "/ui/parity/plans/1/approve", ("action", "add"));
        await stage.IdleAsync();
        Assert.Contains("3 lines are approved", approved, StringComparison.Ordinal);
        AssertSame(stage, "movies/New (2021)/New.mkv");
    }

    [Fact]
    public async Task What_no_plan_can_be_made_of_is_said()
    {
        await using var stage = await SetAsync();
        var host = await stage.StartAsync();
        using var guest = await PageGuest.AtAsync(host);

        var page = await guest.PressAsync("/ui/parity", "/ui/parity/plans");

        Assert.Contains("There is no comparison that has ended.", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await guest.StatusAsync("/ui/parity/plans/1"));
    }
}
