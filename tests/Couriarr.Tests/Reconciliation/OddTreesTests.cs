using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Neighbours;
using Couriarr.Tests.Storage;
using static Couriarr.Tests.Reconciliation.ParityStage;

namespace Couriarr.Tests.Reconciliation;

/// <summary>Libraries in one another, names in two forms, names that are no text.</summary>
[Trait("family", "reconcile")]
[Trait("slow", "yes")]
public sealed class OddTreesTests
{
    [Fact]
    public async Task Of_libraries_in_one_another_each_has_only_what_is_its_own()
    {
        await using var stage = await SetAsync();
        stage.Whole();
        var show = stage.Sonarr.Add("Show");
        stage.Take(stage.Sonarr, show, "S01E01.mkv");
        Put(stage.Far, "movies/shows/Show (2021)/S01E01.mkv");
        var shows = stage.Mapping("tv", MediaType.Tv) with { Destination = Path.Join(stage.Far, "movies/shows") };
        stage.Options = stage.Options with { Paths = new PathsOptions { Mappings = [stage.Mapping("movies", MediaType.Movie), shows] } };
        await stage.StartAsync();

        var run = await stage.CompareAsync();

        Assert.Equal(("in_sync 1", "in_sync 1"), (CountsOf(run), CountsOf(run, "tv")));
    }

    [Fact]
    public async Task What_two_libraries_bring_to_one_folder_is_never_extra()
    {
        await using var stage = await SetAsync();
        stage.Whole();
        var show = stage.Sonarr.Add("Show");
        stage.Take(stage.Sonarr, show, "S01E01.mkv");
        Put(stage.Far, "movies/Show (2021)/S01E01.mkv");
        var shows = stage.Mapping("tv", MediaType.Tv) with { Destination = Path.Join(stage.Far, "movies") };
        stage.Options = stage.Options with { Paths = new PathsOptions { Mappings = [stage.Mapping("movies", MediaType.Movie), shows] } };
        await stage.StartAsync();

        var run = await stage.CompareAsync();

        Assert.Equal(("in_sync 1", "in_sync 1"), (CountsOf(run), CountsOf(run, "tv")));
        Assert.Contains("'tv' too", Library(run).GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_name_in_two_normal_forms_is_one_file()
    {
        await using var stage = await SetAsync();
        var (composed, decomposed) = ("Am\u00E9lie", "Ame\u0301lie");
        stage.Take(stage.Radarr, stage.Radarr.Add(composed), $"{composed}.mkv");
        Put(stage.Far, $"movies/{decomposed} (2021)/{decomposed}.mkv");
        await stage.StartAsync();

        Assert.Equal("in_sync 1", CountsOf(await stage.CompareAsync()));
    }

    [Fact]
    public async Task C19_C24_leftovers_and_names_that_are_no_text_are_left_alone_and_never_carried()
    {
        await using var stage = await SetAsync();
        stage.Whole();
        Put(stage.Far, "movies/Whole (2021)/.Whole.mkv.Xy12ab");
        Put(stage.Far, "movies/Whole (2021)/.couriarr-12-Whole.mkv.part");
        var odd = $"\"{stage.Near}/movies/Whole (2021)/$(printf 'od\\377d.mkv')\"";
        Assert.Equal(0, Shell.Run("sh", "-c", $"cp '{stage.Near}/movies/Whole (2021)/Whole.mkv' {odd}"));
        await stage.StartAsync();

        var run = await stage.CompareAsync("");

        Assert.Equal("in_sync 1, cannot_say 1", CountsOf(run));
        Assert.Equal(0, run.GetProperty("queued").GetInt32());
        Assert.True(File.Exists(Path.Join(stage.Far, "movies/Whole (2021)/.Whole.mkv.Xy12ab")));
        // The framework cannot name it, and so not delete it.
        Assert.Equal(0, Shell.Run("sh", "-c", $"rm {odd}"));
    }
}
