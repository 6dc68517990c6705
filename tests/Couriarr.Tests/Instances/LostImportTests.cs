using Couriarr.Features.Transfers;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Instances;

/// <summary>Imports of which we heard, and whose files went elsewhere before they were carried.</summary>
[Trait("family", "carry")]
public sealed partial class LostImportTests : IDisposable
{
    private readonly string _disk = Directory.CreateTempSubdirectory("couriarr-lost-").FullName;

    private string Far => Path.Join(_disk, "far");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D11_a_file_that_was_renamed_before_it_was_carried_arrives_under_its_new_name()
    {
        await using var radarr = await RadarrAsync();
        await using var house = await HouseAsync(radarr);

        var (_, file) = await CatchUpTests.ImportAsync(radarr, "Film");
        await radarr.RenameAsync(file, "Better name.mkv");

        await UntilThereAsync("Film (2021)/Better name.mkv");
        await house.CatchUpAsync("radarr-hd", "skipped", "&since=48h");
        Assert.Equal((1, 1), await GaugeAsync(house));
    }

    [Fact]
    public async Task D11_a_movie_that_was_moved_without_a_word_is_fetched_from_where_it_is_by_catching_up()
    {
        await using var radarr = await RadarrAsync();
        await using var house = await HouseAsync(radarr);
        await LoseAsync(radarr, house, work => radarr.Move(work, "/movies/Moved/Film"));

        await house.CatchUpAsync("radarr-hd", "succeeded");

        await UntilThereAsync("Moved/Film/Film.mkv");
        Assert.Contains("1 had been heard", await WordsAsync(house), StringComparison.Ordinal);
        await UntilAsync(async () => await GaugeAsync(house) == (1, 1));
        await house.CatchUpAsync("radarr-hd", "skipped");
        Assert.StartsWith("Nothing was missed", await WordsAsync(house), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D11_a_dry_run_lists_what_was_lost_and_does_nothing()
    {
        await using var radarr = await RadarrAsync();
        await using var house = await HouseAsync(radarr);
        await house.CatchUpAsync("radarr-hd", "skipped");
        await LoseAsync(radarr, house, work => radarr.Move(work, "/movies/Moved/Film"));

        var answer = await house.PostAsync("/catchup?dry_run=true&instance=radarr-hd");

        var missed = answer.GetProperty("instances")[0].GetProperty("missed");
        Assert.Equal("/movies/Moved/Film/Film.mkv", Assert.Single(missed.EnumerateArray()).GetProperty("path").GetString());
        Assert.Equal(1, (await house.Host.GetAsync("/inbox?outcome=accepted")).GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task D11_what_is_gone_upstream_is_let_go()
    {
        await using var radarr = await RadarrAsync();
        await using var house = await HouseAsync(radarr);
        await LoseAsync(radarr, house, _ => radarr.DeleteAsync(radarr.Shelf.Files[0]).GetAwaiter().GetResult());

        await house.CatchUpAsync("radarr-hd", "skipped");

        Assert.Equal((0, 0), await GaugeAsync(house));
    }

    [Fact]
    public async Task D11_what_never_is_where_the_app_says_is_tried_a_few_times_and_then_left_alone()
    {
        await using var radarr = await RadarrAsync();
        await using var house = await HouseAsync(radarr);
        await LoseAsync(radarr, house, _ => File.Delete(Path.Join(_disk, "near/movies/Film (2021)/Film.mkv")));

        for (var round = 1; round <= 3; round++)
        {
            await house.CatchUpAsync("radarr-hd", "succeeded");
            await UntilLostAsync(house, round + 1);
        }
        await house.CatchUpAsync("radarr-hd", "skipped");

        Assert.Contains("done again 3 times without arriving", await WordsAsync(house), StringComparison.Ordinal);
        var waiting = (await house.Host.GetAsync("/instances/radarr-hd/deliveries")).GetProperty("waiting");
        Assert.Contains("3 times", Assert.Single(waiting.EnumerateArray()).GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D11_what_somebody_cancelled_or_what_was_given_up_is_not_done_again()
    {
        await using var radarr = await RadarrAsync();
        await using var house = await HouseAsync(radarr);
        await house.PostAsync("/lanes/webhook/pause?reason=test");
        await CatchUpTests.ImportAsync(radarr, "Cancelled");
        await UntilAsync(async () => (await house.Host.GetAsync("/jobs?type=webhook-received")).GetProperty("jobs").GetArrayLength() == 1);
        await house.PostAsync("/queue/cancel?type=webhook-received");
        await house.PostAsync("/lanes/webhook/resume");
        var work = radarr.Add("Given up");
        radarr.Move(work, "/elsewhere/Given up");
        await radarr.ImportAsync(radarr.Shelf.Work(work.Id), new FakeImport("up.mkv", [1]));
        await UntilAsync(async () => (await JobsAsync(house, "queue-transfer", "dead")).Count == 1);

        await house.CatchUpAsync("radarr-hd", "skipped");
        await house.CatchUpAsync("radarr-hd", "skipped");

        var words = await WordsAsync(house);
        Assert.Contains("1 could not be carried", words, StringComparison.Ordinal);
        Assert.Contains("1 cancelled by somebody", words, StringComparison.Ordinal);
        Assert.Equal(2, (await house.Host.GetAsync("/inbox?outcome=accepted")).GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task D11_a_transfer_that_somebody_cancelled_is_told_as_that_and_not_done_again()
    {
        await using var radarr = await RadarrAsync();
        await using var house = await HouseAsync(radarr);
        await house.PostAsync("/lanes/transfer/pause?reason=test");
        await CatchUpTests.ImportAsync(radarr, "Film");
        await UntilAsync(async () => (await JobsAsync(house, "transfer-media", "blocked")).Count == 1);
        await house.PostAsync("/queue/cancel?type=transfer-media");
        await UntilAsync(async () => (await JobsAsync(house, "transfer-media", "cancelled")).Count == 1);
        await house.Host.Get<StrayWatch>().LookAsync(Ct);

        await house.CatchUpAsync("radarr-hd", "skipped");
        await house.CatchUpAsync("radarr-hd", "skipped");

        var waiting = (await house.Host.GetAsync("/instances/radarr-hd/deliveries")).GetProperty("waiting");
        Assert.Equal("Somebody cancelled it.", Assert.Single(waiting.EnumerateArray()).GetProperty("why").GetString());
        Assert.Contains("1 cancelled by somebody", await WordsAsync(house), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D11_a_renaming_that_nobody_told_us_is_followed_by_catching_up()
    {
        await using var radarr = await RadarrAsync();
        await using var house = await HouseAsync(radarr);
        var (_, file) = await CatchUpTests.ImportAsync(radarr, "Film");
        await UntilAsync(async () => (await JobsAsync(house, "transfer-media", "succeeded")).Count == 1);
        radarr.Change(shelf => shelf with { Hooks = [] });
        await radarr.RenameAsync(await radarr.RenameAsync(file, "Between.mkv"), "Better name.mkv");

        await house.CatchUpAsync("radarr-hd", "succeeded");

        await UntilThereAsync("Film (2021)/Better name.mkv");
        await UntilAsync(async () => await GaugeAsync(house) == (1, 1));
    }

    [Fact]
    public async Task An_upgrade_that_was_missed_is_told_as_the_upgrade_that_it_was()
    {
        await using var radarr = await RadarrAsync();
        await using var sonarr = await FakeArr.SonarrAsync();
        var (movie, old) = await CatchUpTests.ImportAsync(radarr, "Film");
        await radarr.ImportAsync(movie, new FakeImport("Better.mkv", [1, 2, 3]));
        var series = sonarr.Add("Serial");
        var (one, two) = (sonarr.AddEpisode(series, 1, 1), sonarr.AddEpisode(series, 1, 2));
        await sonarr.ImportAsync(series, new FakeImport("Season 01/one.mkv", [1], one));
        await sonarr.ImportAsync(series, new FakeImport("Season 01/two.mkv", [1], two));
        await sonarr.ImportAsync(series, new FakeImport("Season 01/two better.mkv", [1, 2], two));

        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr), ("sonarr-hd", sonarr));
        await house.UntilSeenToAsync(3);

        var told = await PayloadsAsync(house);
        Assert.Equal([old.PathIn(movie)], ReplacedBy(told, "Better.mkv"));
        Assert.Equal([$"{series.Folder}/Season 01/two.mkv"], ReplacedBy(told, "two better.mkv"));
        Assert.Empty(ReplacedBy(told, "one.mkv"));
    }

    public void Dispose() => Directory.Delete(_disk, recursive: true);
}
