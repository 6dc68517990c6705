using System.Text.Json;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Instances;

[Trait("family", "carry")]
public sealed class CatchUpTests
{
    [Fact]
    public async Task D11_Finds_at_its_start_what_was_imported_while_it_was_down()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        for (var i = 0; i < 30; i++)
            await ImportAsync(radarr, $"Film {i}");

        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));

        Assert.Equal(30, await house.UntilSeenToAsync(30));
        await house.CatchUpAsync("radarr-hd", "skipped");
        Assert.Equal(30, await house.SeenToAsync());
        Assert.True((await house.MarkAsync("radarr-hd")).GetProperty("succeeded").GetBoolean());
    }

    [Fact]
    public async Task D11_A_file_that_its_webhook_and_the_history_tell_of_is_seen_to_once()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var sonarr = await FakeArr.SonarrAsync();
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr), ("sonarr-hd", sonarr));
        await house.PostAsync($"/instances/radarr-hd/register?url={house.Host.Address}");
        await house.PostAsync($"/instances/sonarr-hd/register?url={house.Host.Address}");

        await ImportAsync(radarr, "Told");
        var series = sonarr.Add("Serial");
        var pair = new[] { sonarr.AddEpisode(series, 1, 1), sonarr.AddEpisode(series, 1, 2) };
        await sonarr.ImportAllAsync(series, new FakeImport("Season 01/E01-E02.mkv", [1, 2], pair));
        await house.UntilSeenToAsync(2);
        await house.CatchUpAsync("radarr-hd", "skipped", "&since=48h");
        await house.CatchUpAsync("sonarr-hd", "skipped", "&since=48h");

        Assert.Equal(2, await house.SeenToAsync());
    }

    [Fact]
    public async Task Both_episodes_of_a_file_are_one_import_with_its_episodes()
    {
        await using var sonarr = await FakeArr.SonarrAsync();
        var series = sonarr.Add("Serial");
        var pair = new[] { sonarr.AddEpisode(series, 1, 1), sonarr.AddEpisode(series, 1, 2) };
        await sonarr.ImportAsync(series, new FakeImport("Season 01/Serial - S01E01-E02.mkv", [1, 2], pair));

        await using var house = await ArrHousehold.StartAsync(("sonarr-hd", sonarr));

        Assert.Equal(1, await house.UntilSeenToAsync(1));
        var entry = (await house.Host.GetAsync("/inbox")).GetProperty("entries")[0];
        var payload = (await house.Host.GetAsync($"/inbox/{entry.GetProperty("id")}")).GetRawText();
        Assert.Contains("Season 01/Serial - S01E01-E02.mkv", payload, StringComparison.Ordinal);
        Assert.Equal("Serial", entry.GetProperty("title").GetString());
        Assert.Contains("S01E01, S01E02", entry.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_renamed_since_is_fetched_under_its_new_name_and_only_once()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        var (_, file) = await ImportAsync(radarr, "Film");
        await radarr.RenameAsync(file, "Better name.mkv");
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));

        await house.UntilSeenToAsync(1);
        await house.CatchUpAsync("radarr-hd", "skipped", "&since=48h");

        var webhooks = (await house.Host.GetAsync("/inbox?type=Download")).GetProperty("entries");
        Assert.Equal(1, webhooks.GetArrayLength());
        var payload = (await house.Host.GetAsync($"/inbox/{webhooks[0].GetProperty("id")}")).GetRawText();
        Assert.Contains("Better name.mkv", payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_replaced_since_is_let_go()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        var (work, _) = await ImportAsync(radarr, "Film");
        await radarr.ImportAsync(work, new FakeImport("Better.mkv", [1, 2, 3]));

        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));

        await house.UntilSeenToAsync(1);
        await house.CatchUpAsync("radarr-hd", "skipped");
        Assert.Equal(1, await house.SeenToAsync());
    }

    [Fact]
    public async Task A_dry_run_lists_what_would_be_seen_to_and_does_nothing()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));
        await house.CatchUpAsync("radarr-hd", "skipped");
        var (work, file) = await ImportAsync(radarr, "Film");

        var answer = await house.PostAsync("/catchup?dry_run=true&since=2h");

        var missed = answer.GetProperty("instances")[0].GetProperty("missed");
        Assert.Equal(file.PathIn(work), Assert.Single(missed.EnumerateArray()).GetProperty("path").GetString());
        Assert.Equal(0, (await house.Host.GetAsync("/inbox")).GetProperty("entries").GetArrayLength());
        await house.CatchUpAsync("radarr-hd", "succeeded");
    }

    [Fact]
    public async Task Says_what_it_does_not_understand()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var house = await ArrHousehold.StartAsync(("radarr-hd", radarr));

        Assert.Contains("30s, 15m", await house.RefusalAsync("/catchup?since=soon", 400), StringComparison.Ordinal);
        Assert.Contains("'nobody'", await house.RefusalAsync("/catchup?instance=nobody", 404), StringComparison.Ordinal);
        Assert.Contains("dry_run", await house.RefusalAsync("/catchup?dryrun=true", 400), StringComparison.Ordinal);
    }

    internal static async Task<(FakeWork Work, FakeFile File)> ImportAsync(FakeArr radarr, string title)
    {
        var work = radarr.Add(title);
        return (work, await radarr.ImportAsync(work, new FakeImport($"{title}.mkv", [1, 2, 3, 4])));
    }
}
