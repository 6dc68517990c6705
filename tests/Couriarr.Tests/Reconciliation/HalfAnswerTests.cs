using System.Text.Json.Nodes;
using Couriarr.Neighbours;
using static Couriarr.Tests.Reconciliation.ParityStage;

namespace Couriarr.Tests.Reconciliation;

/// <summary>Of an app that tells only half, nobody concludes anything from the half that it does not tell.</summary>
[Trait("family", "reconcile")]
[Trait("slow", "yes")]
public sealed class HalfAnswerTests
{
    [Theory]
    [InlineData("/api/v3/movie", "movies", "Radarr 'hd'")]
    [InlineData("/api/v3/series", "tv", "Sonarr 'tv'")]
    [InlineData("/api/v3/episodefile", "tv", "Sonarr 'tv'")]
    public async Task D12_of_an_app_that_breaks_off_in_the_middle_of_a_list_nothing_is_concluded(string path, string library, string who)
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        await stage.StartAsync();
        Assert.Null(WhyOf(await stage.CompareAsync(), library));
        (library == "tv" ? stage.Sonarr : stage.Radarr).BreaksOffAt = path;

        var run = await stage.CompareAsync($"?library={library}");

        Assert.Contains(who, WhyOf(run, library), StringComparison.Ordinal);
        Assert.Contains("broke off", WhyOf(run, library), StringComparison.Ordinal);
        Assert.Empty(await stage.FilesAsync(run));
        Assert.Equal(0, run.GetProperty("queued").GetInt32());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("""[1, "a", {"id": "x"}]""")]
    [InlineData("""[{"id": 7, "size": 5000}]""")]
    public async Task D12_of_a_list_in_which_something_cannot_be_read_nothing_is_concluded(string list)
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        await stage.StartAsync();
        stage.Radarr.Garbles = (path, text) => path == "/api/v3/movie" ? list : text;
        stage.Sonarr.Garbles = (path, text) => path == "/api/v3/episodefile" ? list : text;

        var run = await stage.CompareAsync("");

        Assert.Contains("Radarr 'hd' answers movie with a list in which", WhyOf(run), StringComparison.Ordinal);
        Assert.Contains("Sonarr 'tv' answers episodefile with a list in which", WhyOf(run, "tv"), StringComparison.Ordinal);
        Assert.Empty(await stage.FilesAsync(run));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task D12_a_movie_that_has_a_file_of_which_nothing_is_told_is_asked_for_it(bool isHalf)
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        await stage.StartAsync();
        var whole = CountsOf(await stage.CompareAsync());
        stage.Radarr.Garbles = (path, text) => path == "/api/v3/movie" ? WithoutFiles(text, isHalf) : text;

        Assert.Equal(whole, CountsOf(await stage.CompareAsync()));
    }

    [Fact]
    public async Task D12_an_app_that_has_titles_and_forgot_all_their_files_is_not_believed()
    {
        await using var stage = await SetAsync();
        MendingTests.Seed(stage);
        await stage.StartAsync();
        stage.Sonarr.Change(shelf => shelf with { Files = [] });

        var run = await stage.CompareAsync("");

        Assert.Contains("Sonarr 'tv' has titles in /tv and no file of any", WhyOf(run, "tv"), StringComparison.Ordinal);
        Assert.Null(WhyOf(run));
    }

    internal static string WithoutFiles(string works, bool isHalf)
    {
        var list = JsonNode.Parse(works)!.AsArray();
        foreach (var work in list.OfType<JsonObject>())
            if (isHalf && work["movieFile"] is JsonObject file)
                file.Remove("path");
            else
                work.Remove("movieFile");
        return list.ToJsonString();
    }
}
