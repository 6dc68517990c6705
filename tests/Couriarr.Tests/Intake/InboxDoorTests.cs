using System.Net;
using Couriarr.Features.Intake;
using Couriarr.Features.Secrets;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Arr;

namespace Couriarr.Tests.Intake;

[Trait("family", "carry")]
public sealed class InboxDoorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("&instance=sonarr", "Rename Download")]
    [InlineData("&type=Download", "Download Download")]
    [InlineData("&outcome=ignored", "Grab")]
    [InlineData("&outcome=test", "Test")]
    [InlineData("&warned=true", "Download")]
    [InlineData("&warned=true&instance=sonarr", "")]
    [InlineData("&q=tide%20%26", "Rename Download")]
    [InlineData("&q=100%25", "")]
    public async Task Finds_by_what_people_know(string query, string types)
    {
        await using var host = await InboxHost.StartAsync();
        foreach (var file in new[] { "sonarr/Download.json", "radarr/Grab.json", "radarr/Test.json", "sonarr/Rename.json" })
            await host.SendFileAsync("/sync", file);
        await host.SendAsync("/sync/radarr", """{"eventType": "Download", "movie": {"folderPath": "/m/Heat", "mood": 1}, "stars": 5}""");

        Assert.Equal(
            types,
            string.Join(' ', (await host.EntriesAsync(query)).Select(entry => entry.GetProperty("event_type").GetString()))
        );
    }

    [Fact]
    public async Task Shows_a_page_at_a_time_without_payloads()
    {
        await using var host = await InboxHost.StartAsync();
        for (var i = 0; i < 5; i++)
            await host.SendFileAsync("/sync", "radarr/Test.json");

        var first = await host.Doors.GetAsync("/inbox?limit=3&outcome=test");
        var second = await host.Doors.GetAsync(first.GetProperty("next").GetString()!);

        Assert.Equal(
            [5, 4, 3, 2, 1],
            new[] { first, second }
                .SelectMany(page => page.GetProperty("entries").EnumerateArray())
                .Select(entry => entry.GetProperty("id").GetInt64())
        );
        Assert.Null(second.GetProperty("next").GetString());
        Assert.False(first.GetProperty("entries")[0].TryGetProperty("payload", out _));
    }

    [Theory]
    [InlineData("/inbox?outcome=lost", HttpStatusCode.BadRequest)]
    [InlineData("/inbox?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/inbox?kind=Test", HttpStatusCode.BadRequest)]
    [InlineData("/inbox/7", HttpStatusCode.NotFound)]
    public async Task Refuses_what_makes_no_sense(string path, HttpStatusCode expected)
    {
        await using var host = await InboxHost.StartAsync();

        using var answer = await host.Doors.Client.GetAsync(path, Ct);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Keeps_the_payload_without_the_secrets_and_the_paths_as_they_are()
    {
        var redactor = new Redactor();
        redactor.Know("media", "hunter2hunter2");
        await using var host = await InboxHost.StartAsync(redactor: redactor);
        var body = Fixture
            .Read("radarr/Download.json")
            .Replace("http://radarr.lan", "http://ann:hunter2hunter2@radarr.lan", StringComparison.Ordinal)
            .Replace("\"TorrentQuay (Prowlarr)\"", "\"quay\", \"apiKey\": \"0123456789\"", StringComparison.Ordinal);

        var id = (await host.SendAsync("/sync", body)).Id;

        var payload = (await host.Doors.GetAsync($"/inbox/{id}")).GetProperty("payload");
        Assert.Equal("http://***@radarr.lan:7878", payload.GetProperty("applicationUrl").GetString());
        Assert.Equal("***", payload.GetProperty("release").GetProperty("apiKey").GetString());
        Assert.Equal("/data/media/movies/The Glass Ferry (2021)", payload.GetProperty("movie").GetProperty("folderPath").GetString());
        Assert.StartsWith("/data/media/movies/", Assert.Single(await host.FetchedAsync(id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BEST12_A_replay_is_done_again_and_names_the_old_one()
    {
        await using var host = await InboxHost.StartAsync(["radarr-hd"]);
        var id = (await host.SendFileAsync("/webhooks/radarr-hd", "radarr/Download.json")).Id;
        await host.FetchedAsync(id);

        using var answer = await host.Doors.PostAsync($"/inbox/{id}/replay");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var replay = (await host.EntriesAsync())[0];
        Assert.Equal((id, "radarr-hd"), (replay.GetProperty("replayed_from").GetInt64(), replay.GetProperty("instance").GetString()));
        Assert.Single(await host.FetchedAsync(replay.GetProperty("id").GetInt64()));
        Assert.Equal(2, (await host.JobsAsync("fetch")).Count);
        Assert.Equal("duplicate", (await host.SendFileAsync("/webhooks/radarr-hd", "radarr/Download.json")).Status);
    }

    [Fact]
    public async Task Replays_only_what_there_is()
    {
        await using var host = await InboxHost.StartAsync();

        using var answer = await host.Doors.PostAsync("/inbox/7/replay");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task D03_What_was_not_taken_can_be_looked_at_and_is_told_once()
    {
        var redactor = new Redactor();
        redactor.Know("hunter2hunter2");
        await using var host = await InboxHost.StartAsync(redactor: redactor);
        for (var i = 0; i < Rejections.Most + 5; i++)
            await host.SendAsync("/webhooks/radarr", $"{{{i} hunter2hunter2");
        var answer = await host.SendAsync("/webhooks/radarr", $"{{{Rejections.Most + 5} hunter2hunter2");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Code);
        var rejected = (await host.Doors.GetAsync("/inbox/rejected")).EnumerateArray().ToList();
        Assert.Equal(Rejections.Most, rejected.Count);
        Assert.Equal("{55 ***", rejected[0].GetProperty("text").GetString());
        Assert.Equal(answer.Error, rejected[0].GetProperty("error").GetString());
        Assert.Equal(
            ("radarr", "Radarr/6.1.0.0 (debian 12)"),
            (rejected[0].GetProperty("address").GetString(), rejected[0].GetProperty("sender").GetString())
        );
        Assert.Single(await host.Doors.LogAsync(), line => line.Message.Contains("was not taken", StringComparison.Ordinal));
        Assert.Empty(await host.EntriesAsync());
        Assert.Empty(await host.JobsAsync("webhook-received"));
    }

    [Fact]
    public async Task BEST12_An_unusual_shape_is_told_to_the_owner_once()
    {
        await using var host = await InboxHost.StartAsync();
        foreach (var id in new[] { "1", "2" })
            await host.SendAsync(
                "/sync/radarr",
                Fixture
                    .Read("radarr/Download.json")
                    .Replace("640", id, StringComparison.Ordinal)
                    .Replace("isUpgrade", "isBetter", StringComparison.Ordinal)
            );

        Assert.Equal(2, (await host.EntriesAsync("&warned=true")).Count);
        Assert.Single(
            await host.Doors.LogAsync(),
            line => line.Message.Contains("isBetter is not known of Radarr", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Forgets_what_is_older_than_it_shall_be_kept()
    {
        await using var host = await InboxHost.StartAsync();
        var old = (await host.SendFileAsync("/sync", "radarr/Download.json")).Id;
        var fresh = (await host.SendFileAsync("/sync", "sonarr/Download.json")).Id;
        await host.HandledAsync(old);
        await host.HandledAsync(fresh);
        await host
            .Doors.Get<Database>()
            .WriteAsync(
                s =>
                    s.ExecuteAsync(
                        "UPDATE webhook_inbox SET received_at = received_at - @p2 WHERE id = @p1",
                        old,
                        (long)TimeSpan.FromDays(91).TotalMilliseconds
                    ),
                WriteKind.Upkeep,
                Ct
            );

        var job = await host.Doors.Get<JobQueue>().EnqueueAsync(new CleanUpInbox(), ct: Ct);

        await host.Doors.UntilAsync(job, "succeeded");
        Assert.Equal(fresh, Assert.Single(await host.EntriesAsync()).GetProperty("id").GetInt64());
    }
}
