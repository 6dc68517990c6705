using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Neighbours;
using Couriarr.Tests.Storage;
using Couriarr.Tests.Transfers;
using static Couriarr.Tests.Reconciliation.ParityStage;

namespace Couriarr.Tests.Reconciliation;

/// <summary>It is not the root that says how a folder below it takes names.</summary>
public sealed partial class SpellingTests
{
    [Fact]
    public async Task C25_a_destination_in_whose_root_no_name_has_a_letter_is_careless_all_the_same()
    {
        Assert.SkipUnless(CarelessDisk.IsPossible, CarelessDisk.Reason);
        using var disk = new CarelessDisk();
        await using var stage = await ParityStage.SetAsync();
        stage.Take(stage.Sonarr, stage.Sonarr.Add("24"), "Pilot.mkv");
        Put(disk.Folder, "24 (2021)/Pilot.mkv");
        var shows = stage.Mapping("tv", MediaType.Tv) with { Destination = disk.Folder };
        stage.Options = stage.Options with { Paths = new PathsOptions { Mappings = [shows] } };
        await stage.StartAsync();

        Assert.Equal("in_sync 1", CountsOf(await stage.CompareAsync(), "tv"));
    }

    [Fact]
    public async Task C25_a_careless_disk_below_a_careful_root_is_known_for_what_it_is()
    {
        Assert.SkipUnless(CarelessDisk.IsPossible, CarelessDisk.Reason);
        using var disk = new CarelessDisk();
        await using var stage = await ParityStage.SetAsync();
        foreach (var title in new[] { "Show", "Other" })
            stage.Take(stage.Sonarr, stage.Sonarr.Add(title), "Pilot.mkv");
        Put(stage.Far, "tv/other (2021)/Pilot.mkv");
        Put(disk.Folder, "Pilot.mkv");
        var inner = Directory.CreateDirectory(Path.Join(stage.Far, "tv/Show (2021)")).FullName;
        Assert.Equal(0, Shell.Run("mount", "--bind", disk.Folder, inner));
        try
        {
            await stage.StartAsync();

            var run = await stage.CompareAsync();

            Assert.Equal("in_sync 1, missing 1, extra 1", CountsOf(run, "tv"));
            Assert.Equal(["extra tv other (2021)/Pilot.mkv", "missing tv Other (2021)/Pilot.mkv"], await stage.FilesAsync(run));
        }
        finally
        {
            Shell.Run("umount", "-l", inner);
        }
    }
}
