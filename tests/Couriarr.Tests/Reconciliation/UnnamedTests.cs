using System.Text.Json.Nodes;
using Couriarr.Jobs.Store;
using Couriarr.Neighbours;
using static Couriarr.Tests.Reconciliation.ParityStage;

namespace Couriarr.Tests.Reconciliation;

/// <summary>An app that names nothing where it named something, or where it says itself that there is something, is not believed.</summary>
[Trait("family", "reconcile")]
[Trait("slow", "yes")]
public sealed class UnnamedTests
{
    [Theory]
    [InlineData("tv", "Sonarr 'tv' says that there are files of Show (2021), and names none")]
    [InlineData("movies", "Radarr 'hd' says that there are files of Show (2021), and names none")]
    public async Task D12_of_a_title_that_has_files_of_which_its_app_names_none_nothing_is_said(string library, string why)
    {
        await using var stage = await SetAsync();
        Seed(stage, library);
        await stage.StartAsync();
        Forget(stage, library);

        var run = await stage.CompareAsync($"?library={library}");

        Assert.Equal("in_sync 2, cannot_say 2", CountsOf(run, library));
        Assert.Equal(
            [$"cannot_say {library} Show (2021)/S01E02.mkv", $"cannot_say {library} Show (2021)/S01E09.mkv"],
            await stage.FilesAsync(run)
        );
        Assert.Contains(why, Library(run, library).GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(0, run.GetProperty("queued").GetInt32());
    }

    [Fact]
    public async Task D12_nothing_of_a_title_is_removed_while_its_app_names_none_of_its_files()
    {
        await using var stage = await SetAsync();
        Seed(stage, "tv");
        await stage.StartAsync();
        await stage.CompareAsync("?library=tv&report_only=true");
        var plan = await MendingTests.PlanAsync(stage);
        Forget(stage, "tv");

        var (_, approved) = await stage.PostAsync(
            $"/reconcile/plans/{plan.GetProperty("id").GetInt64()}/approve",
            new { actions = new[] { "remove" } }
        );
        var waiting = await stage.Host.UntilAsync(new JobId(approved.GetProperty("jobs")[0].GetInt64()), "failed");

        Assert.Contains("names none", waiting.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Join(stage.Far, "tv/Show (2021)/S01E09.mkv")));
    }

    [Fact]
    public async Task D12_of_two_apps_one_that_kept_many_titles_and_now_names_none_is_not_believed_night_after_night()
    {
        await using var other = await FakeArr.RadarrAsync();
        await using var stage = await SetAsync();
        stage.Whole();
        foreach (var title in new[] { "Theirs", "Theirs too" })
        {
            stage.Take(other, other.Add(title), $"{title}.mkv");
            stage.Copy($"movies/{title} (2021)/{title}.mkv");
        }
        File.Delete(Path.Join(stage.Far, "movies/Theirs (2021)/Theirs.mkv"));
        File.Delete(Path.Join(stage.Near, "movies/Theirs too (2021)/Theirs too.mkv"));
        await stage.StartAsync(("uhd", other));
        Assert.Equal("in_sync 1, missing 1, lost 1", CountsOf(await stage.CompareAsync()));
        other.Restore(new Shelf());

        foreach (var _ in new[] { "one night", "the next" })
        {
            var run = await stage.CompareAsync("");

            Assert.Equal("in_sync 1, cannot_say 2", CountsOf(run));
            Assert.Contains(
                "Nothing in /movies is known to Radarr 'uhd' now, and 2 titles were before",
                Library(run).GetProperty("notes")[0].GetString(),
                StringComparison.Ordinal
            );
        }
    }

    // One title that is well, and one with a file on both servers, on the first alone and on the second alone.
    private static void Seed(ParityStage stage, string library)
    {
        var arr = ArrOf(stage, library);
        var (well, show) = (arr.Add("Well"), arr.Add("Show"));
        stage.Take(arr, well, "Well.mkv");
        stage.Take(arr, show, "Both.mkv");
        stage.Copy($"{library}/Well (2021)/Well.mkv");
        stage.Copy($"{library}/Show (2021)/Both.mkv");
        if (library == "tv")
            stage.Take(arr, show, "S01E02.mkv");
        else
            Put(stage.Near, "movies/Show (2021)/S01E02.mkv");
        Put(stage.Far, $"{library}/Show (2021)/S01E09.mkv");
    }

    // It goes on to count them.
    private static void Forget(ParityStage stage, string library)
    {
        var arr = ArrOf(stage, library);
        var show = arr.Shelf.Works.Single(work => work.Title == "Show").Id;
        arr.Garbles = (path, text) =>
            path switch
            {
                "/api/v3/movie" => HalfAnswerTests.WithoutFiles(text, isHalf: false),
                "/api/v3/moviefile" or "/api/v3/episodefile" => Without(text, show),
                _ => text,
            };
    }

    private static string Without(string files, int work)
    {
        var kept = JsonNode.Parse(files)!.AsArray().Where(file => (int)(file!["movieId"] ?? file["seriesId"])! != work);
        return new JsonArray([.. kept.Select(file => file!.DeepClone())]).ToJsonString();
    }

    private static FakeArr ArrOf(ParityStage stage, string library) => library == "tv" ? stage.Sonarr : stage.Radarr;
}
