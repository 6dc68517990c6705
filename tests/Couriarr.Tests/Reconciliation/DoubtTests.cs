using Couriarr.Jobs.Store;
using Couriarr.Neighbours;
using Couriarr.Tests.Storage;
using static Couriarr.Tests.Reconciliation.ParityStage;

namespace Couriarr.Tests.Reconciliation;

/// <summary>Where something is away nothing is missing and nothing is extra: nothing can be said, and it is said why.</summary>
[Trait("family", "reconcile")]
[Trait("slow", "yes")]
public sealed class DoubtTests
{
    [Theory]
    [InlineData(Mood.Starting, "starting up")]
    [InlineData(Mood.LoginPage, "web page instead of data")]
    [InlineData(Mood.Broken, "database is locked")]
    [InlineData(Mood.HangsUp, "Radarr 'hd'")]
    public async Task D12_of_what_an_app_does_not_tell_nothing_is_said_and_the_last_real_outcome_stays(Mood mood, string why)
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        await stage.StartAsync();
        var before = await stage.CompareAsync();
        stage.Radarr.Mood = mood;

        var run = await stage.CompareAsync("");

        Assert.Contains(why, WhyOf(run), StringComparison.Ordinal);
        Assert.Equal("", CountsOf(run));
        Assert.Equal("in_sync 1, missing 1", CountsOf(run, "tv"));
        Assert.Equal(1, run.GetProperty("queued").GetInt32());
        var now = (await stage.Host.GetAsync("/reconcile")).GetProperty("libraries").EnumerateArray().First();
        Assert.Equal(before.GetProperty("id").GetInt64(), now.GetProperty("compared").GetProperty("report").GetInt64());
        Assert.Contains(why, now.GetProperty("doubt").GetString(), StringComparison.Ordinal);
        Assert.Contains("Last compared", stage.Heard.All.Last().Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task D12_an_app_with_another_key_or_another_database_is_not_believed()
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        await stage.StartAsync();
        stage.Radarr.ApiKey = "ffffffffffffffffffffffffffffffff";
        stage.Sonarr.Restore(new Shelf());

        var run = await stage.CompareAsync("");

        Assert.Contains("does not accept the API key", WhyOf(run), StringComparison.Ordinal);
        Assert.Contains("Nothing in /tv is known to Sonarr 'tv'", WhyOf(run, "tv"), StringComparison.Ordinal);
        Assert.Equal(0, run.GetProperty("queued").GetInt32());
        Assert.Empty(await stage.FilesAsync(run));
    }

    [Fact]
    public async Task D12_of_two_apps_the_one_that_answers_is_believed_and_the_other_s_files_are_neither_orphans_nor_extra()
    {
        await using var other = await FakeArr.RadarrAsync();
        await using var stage = await SetAsync();
        stage.Whole();
        stage.Take(stage.Radarr, stage.Radarr.Add("New"), "New.mkv");
        Put(stage.Near, "movies/Theirs (2021)/Theirs.mkv");
        Put(stage.Far, "movies/Theirs too (2021)/Theirs too.mkv");
        await stage.StartAsync(("uhd", other));
        other.Mood = Mood.Starting;

        var run = await stage.CompareAsync();

        Assert.Equal("in_sync 1, missing 1, cannot_say 2", CountsOf(run));
        Assert.Contains("Radarr 'uhd'", Library(run).GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_empty_folder_is_not_believed_until_a_marker_says_that_it_is_meant(bool isMarked)
    {
        await using var stage = await SetAsync();
        stage.Take(stage.Radarr, stage.Radarr.Add("New"), "New.mkv");
        if (isMarked)
            await File.WriteAllTextAsync(Path.Join(stage.Far, "movies/.couriarr-mount"), "", Ct);
        await stage.StartAsync();

        var run = await stage.CompareAsync();

        Assert.Equal(isMarked ? "missing 1" : "", CountsOf(run));
        if (!isMarked)
            Assert.Contains("holds nothing", WhyOf(run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("near")]
    [InlineData("far")]
    public async Task C06_a_folder_whose_marker_is_gone_is_not_the_folder_that_is_meant(string server)
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        var marker = Path.Join(stage.Root, server, "movies/.couriarr-mount");
        await File.WriteAllTextAsync(marker, "", Ct);
        await stage.StartAsync();
        Assert.Null(WhyOf(await stage.CompareAsync()));
        File.Delete(marker);

        var run = await stage.CompareAsync("");

        Assert.Contains("marker", WhyOf(run), StringComparison.Ordinal);
        Assert.Equal(1, run.GetProperty("queued").GetInt32());
    }

    [Fact]
    public async Task C06_a_source_that_became_empty_is_not_mounted_and_nothing_is_lost_or_extra()
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        await stage.StartAsync();
        Assert.Null(WhyOf(await stage.CompareAsync()));
        Directory.Move(Path.Join(stage.Near, "movies"), Path.Join(stage.Near, "elsewhere"));
        Directory.CreateDirectory(Path.Join(stage.Near, "movies"));

        var run = await stage.CompareAsync("");

        Assert.Contains("is empty", WhyOf(run), StringComparison.Ordinal);
        Assert.Equal("", CountsOf(run));
    }

    [Theory]
    [InlineData("near")]
    [InlineData("far")]
    public async Task C07_what_was_mounted_below_a_healthy_folder_and_is_no_more_is_neither_missing_nor_extra(string server)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "It mounts a folder, which needs root.");
        await using var stage = await SetAsync();
        stage.Whole();
        stage.Take(stage.Radarr, stage.Radarr.Add("Far away"), "Far away.mkv");
        stage.Copy("movies/Far away (2021)/Far away.mkv");
        var inner = Path.Join(stage.Root, server, "movies/Far away (2021)");
        Directory.Move(inner, Path.Join(stage.Root, "disk"));
        Directory.CreateDirectory(inner);
        Assert.Equal(0, Shell.Run("mount", "--bind", Path.Join(stage.Root, "disk"), inner));
        try
        {
            await stage.StartAsync();
            Assert.Equal("in_sync 2", CountsOf(await stage.CompareAsync()));
        }
        finally
        {
            Shell.Run("umount", "-l", inner);
        }

        var run = await stage.CompareAsync("");

        Assert.Equal("in_sync 1, cannot_say 1", CountsOf(run));
        Assert.Equal(0, run.GetProperty("queued").GetInt32());
        Assert.Contains("is none now", Library(run).GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D12_a_night_in_which_an_app_restarts_looks_again_at_what_only_that_app_knows()
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        await stage.StartAsync();
        stage.Radarr.Mood = Mood.Starting;
        var job = await stage.BeginAsync("/schedules/reconcile/run");
        await stage.Host.UntilAsync(new JobId(job), "failed");
        var first = (await stage.Host.GetAsync("/reconcile")).GetProperty("last");

        stage.Radarr.Mood = Mood.Well;
        await stage.PostAsync($"/jobs/{job}/retry");
        var run = await stage.EndOfAsync(job);
        await stage.IdleAsync();

        Assert.Contains("starting up", WhyOf(first), StringComparison.Ordinal);
        Assert.Null(WhyOf(run));
        Assert.Equal(4, run.GetProperty("queued").GetInt32());
        Assert.Equal(Library(first, "tv").GetProperty("at").GetString(), Library(run, "tv").GetProperty("at").GetString());
        Assert.Single(stage.Heard.All);
    }
}
