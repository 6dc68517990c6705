using System.Text.Json.Nodes;
using Couriarr.Features.Arr;
using Couriarr.Features.Intake;
using Couriarr.Tests.Arr;

namespace Couriarr.Tests.Intake;

/// <summary>What came to an address that several instances have.</summary>
public sealed partial class DuplicateTests
{
    [Theory]
    [InlineData("radarr-hd")]
    [InlineData("radarr-4k")]
    public async Task D11_what_came_without_its_sender_s_name_is_known_in_the_history_of_each_that_may_have_sent_it(string instance)
    {
        var first = await HearAsync("radarr/Download.json", candidates: ["radarr-hd", "radarr-4k"]);

        Assert.Equal(
            new Written(first.Id, IsNew: false),
            await HearAsync("radarr/Download.json", With("movieFile", "dateAdded", null), instance)
        );
        Assert.True((await HearAsync("radarr/Download.json", With("movieFile", "size", 5), instance)).IsNew);
    }

    [Fact]
    public async Task D11_what_a_history_told_is_known_when_its_webhook_comes_without_its_sender_s_name()
    {
        var first = await HearAsync("radarr/Download.json", instance: "radarr-4k");

        var late = await HearAsync("radarr/Download.json", candidates: ["radarr-hd", "radarr-4k"]);

        Assert.Equal(new Written(first.Id, IsNew: false), late);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task D11_a_file_that_two_webhooks_name_stays_with_the_first_whichever_is_filed_first(bool isReversed)
    {
        string[] both = ["sonarr-hd", "sonarr-4k"];
        var file = await HearAsync("seen/sonarr-4.0.19/005-Download.json", instance: "sonarr-hd", candidates: both);
        var release = await HearAsync("seen/sonarr-4.0.19/007-Download.json", instance: "sonarr-hd", candidates: both);

        var order = new[] { (file.Id, "005"), (release.Id, "007") };
        foreach (var (id, name) in isReversed ? order.Reverse() : order)
            await RefileAsync(id, $"seen/sonarr-4.0.19/{name}-Download.json", "sonarr-hd");

        Assert.Empty((await EntryAsync(file.Id)).HeardBefore);
        Assert.Equal([1], (await EntryAsync(release.Id)).HeardBefore);
    }

    [Fact]
    public async Task D11_two_instances_that_count_alike_do_not_make_each_other_s_files_forgotten()
    {
        string[] both = ["radarr-hd", "radarr-4k"];
        await HearAsync("radarr/Download.json", candidates: both);
        Assert.True((await HearAsync("radarr/Download.json", With("movieFile", "relativePath", "other.mkv"), candidates: both)).IsNew);

        Assert.False((await HearAsync("radarr/Download.json", candidates: both)).IsNew);
        Assert.False((await HearAsync("radarr/Download.json", instance: "radarr-hd")).IsNew);
    }

    [Fact]
    public async Task D11_a_file_that_came_by_another_download_is_another_one_however_alike_they_are()
    {
        string[] both = ["radarr-hd", "radarr-4k"];
        var first = await HearAsync("radarr/Download.json", By("one"), "radarr-hd");

        Assert.True((await HearAsync("radarr/Download.json", By("two"), candidates: both)).IsNew);
        Assert.Equal(new Written(first.Id, IsNew: false), await HearAsync("radarr/Download.json", By("one"), candidates: both));
        Assert.True((await HearAsync("radarr/Download.json", By("three"), "radarr-hd")).IsNew);
    }

    [Fact]
    public async Task D11_a_file_that_was_taken_in_at_another_moment_of_the_same_second_is_another_one()
    {
        await HearAsync("radarr/Download.json", At("2024-05-01T10:00:00.1Z"));

        Assert.False((await HearAsync("radarr/Download.json", At("2024-05-01T10:00:00.1000001Z"))).IsNew);
        Assert.False((await HearAsync("radarr/Download.json", At("2024-05-01T10:00:00Z"))).IsNew);
        Assert.True((await HearAsync("radarr/Download.json", At("2024-05-01T10:00:00.7Z"))).IsNew);
    }

    [Fact]
    public async Task D11_what_turned_out_to_be_of_one_instance_is_not_known_in_the_history_of_another()
    {
        string[] both = ["radarr-hd", "radarr-4k"];
        var first = await HearAsync("radarr/Download.json", candidates: both);
        await RefileAsync(first.Id, "radarr/Download.json", "radarr-hd", both);

        Assert.False((await HearAsync("radarr/Download.json", instance: "radarr-hd")).IsNew);
        Assert.True((await HearAsync("radarr/Download.json", instance: "radarr-4k")).IsNew);
    }

    private static Action<JsonNode> By(string download) => json => json["downloadId"] = download;

    private static Action<JsonNode> At(string moment) => With("movieFile", "dateAdded", moment);

    private static ArrWebhook.Happened Happened(string file, string instance) =>
        Assert.IsType<ArrWebhook.Happened>(Fixture.Understand(Fixture.Read(file), Fixture.AppOf(file), instance));

    private async Task<InboxEntry> RefileAsync(long id, string file, string instance, string[]? guessed = null) =>
        await _writer.RefileAsync(
            await EntryAsync(id),
            Fact.Of(Happened(file, instance), "Download"),
            guessed is null ? [] : Fact.Of(Happened(file, "radarr"), "Download", guessed).SelectMany(facts => facts),
            TestContext.Current.CancellationToken
        );
}
