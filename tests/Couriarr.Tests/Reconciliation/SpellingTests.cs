using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Neighbours;
using Couriarr.Tests.Transfers;
using static Couriarr.Tests.Reconciliation.ParityStage;

namespace Couriarr.Tests.Reconciliation;

/// <summary>A destination that takes capitals and small letters for the same, and lists names in another spelling than they were given.</summary>
[Trait("family", "reconcile")]
[Trait("slow", "yes")]
public sealed partial class SpellingTests
{
    [Fact]
    public async Task C25_of_two_names_that_the_destination_takes_for_one_the_first_stays_and_of_the_second_nothing_is_said()
    {
        Assert.SkipUnless(CarelessDisk.IsPossible, CarelessDisk.Reason);
        using var disk = new CarelessDisk();
        await using var stage = await SetAsync(disk);
        stage.Take(stage.Sonarr, stage.Sonarr.Shelf.Works[^1], "PILOT.mkv", 6000);
        await stage.StartAsync();

        var run = await stage.CompareAsync("");
        var (_, plan) = await stage.PostAsync("/reconcile/plans", new { remove = true });

        Assert.Equal("in_sync 1, cannot_say 1", CountsOf(run, "tv"));
        Assert.Equal(["cannot_say tv Show (2021)/PILOT.mkv"], await stage.FilesAsync(run));
        Assert.Equal(0, run.GetProperty("queued").GetInt32());
        Assert.Empty(plan.GetProperty("lines").EnumerateObject());
        Assert.Equal(5000, new FileInfo(Path.Join(disk.Folder, "Show (2021)/Pilot.mkv")).Length);
    }

    [Fact]
    public async Task C25_a_copy_in_another_spelling_is_in_sync_and_what_the_source_has_not_is_extra_still()
    {
        Assert.SkipUnless(CarelessDisk.IsPossible, CarelessDisk.Reason);
        using var disk = new CarelessDisk();
        await using var stage = await SetAsync(disk);
        Put(disk.Folder, "Show (2021)/Gone.mkv");
        await stage.StartAsync();

        var run = await stage.CompareAsync("");

        Assert.Equal("in_sync 1, extra 1", CountsOf(run, "tv"));
        Assert.Equal(["extra tv show (2021)/gone.mkv"], await stage.FilesAsync(run));
    }

    [Fact]
    public async Task C25_what_came_to_the_source_in_another_spelling_since_the_plan_was_made_is_not_removed()
    {
        Assert.SkipUnless(CarelessDisk.IsPossible, CarelessDisk.Reason);
        using var disk = new CarelessDisk();
        await using var stage = await SetAsync(disk);
        var there = Put(disk.Folder, "Show (2021)/Late.mkv");
        await stage.StartAsync();
        await stage.CompareAsync();
        var plan = await MendingTests.PlanAsync(stage);
        stage.Take(stage.Sonarr, stage.Sonarr.Shelf.Works[^1], "Late.mkv");

        await MendingTests.ApproveAllAsync(stage, plan);
        await stage.IdleAsync();

        var line = Assert.Single(await stage.AskAsync("SELECT why FROM reconcile_lines"));
        Assert.Contains("in another spelling", line, StringComparison.Ordinal);
        Assert.True(File.Exists(there));
    }

    private static async Task<ParityStage> SetAsync(CarelessDisk disk)
    {
        var stage = await ParityStage.SetAsync();
        stage.Take(stage.Sonarr, stage.Sonarr.Add("Show"), "Pilot.mkv");
        Put(disk.Folder, "Show (2021)/Pilot.mkv");
        var shows = stage.Mapping("tv", MediaType.Tv) with { Destination = disk.Folder };
        stage.Options = stage.Options with { Paths = new PathsOptions { Mappings = [shows] } };
        return stage;
    }
}
