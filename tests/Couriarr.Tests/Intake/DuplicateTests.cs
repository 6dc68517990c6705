using System.Text.Json.Nodes;
using Couriarr.Features.Arr;
using Couriarr.Features.Intake;
using Couriarr.Jobs;
using Couriarr.Tests.Arr;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Intake;

/// <summary>The same happening is taken once, by whichever way it is told; another one is never taken for it.</summary>
[Trait("family", "carry")]
public sealed partial class DuplicateTests : IAsyncLifetime
{
    private readonly ScratchDatabase _scratch = new() { Lines = [IntakeModule.Tables] };
    private InboxWriter _writer = null!;

    public async ValueTask InitializeAsync()
    {
        await _scratch.OpenAsync();
        _writer = new InboxWriter(_scratch.Database, _scratch.Clock, new NoFailPoints(), new Bell());
    }

    public ValueTask DisposeAsync() => _scratch.DisposeAsync();

    [Fact]
    public async Task D13_The_same_import_told_days_later_is_the_same()
    {
        var first = await HearAsync("radarr/Download.json");
        _scratch.Clock.Pass(TimeSpan.FromDays(6));

        var again = await HearAsync("radarr/Download.json");

        Assert.Equal(new Written(first.Id, IsNew: false), again);
        Assert.Equal(2, (await EntryAsync(first.Id)).Deliveries);
    }

    [Fact]
    public async Task The_memory_of_what_was_heard_ends()
    {
        await HearAsync("radarr/Download.json");
        _scratch.Clock.Pass(TimeSpan.FromDays(8));

        Assert.True((await HearAsync("radarr/Download.json")).IsNew);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_makes_nothing_a_duplicate_for_years()
    {
        _scratch.Clock.Pass(TimeSpan.FromDays(4000));
        await HearAsync("radarr/Download.json");
        _scratch.Clock.Pass(TimeSpan.FromDays(-4000));

        Assert.True((await HearAsync("radarr/Download.json")).IsNew);
    }

    [Fact]
    public async Task The_same_at_another_instance_is_another_import()
    {
        await HearAsync("radarr/Download.json", instance: "radarr-hd");

        Assert.True((await HearAsync("radarr/Download.json", instance: "radarr-4k")).IsNew);
    }

    [Fact]
    public async Task A_release_is_one_import_whether_told_by_file_or_as_a_whole()
    {
        foreach (var file in new[] { "004", "005", "006" })
            Assert.True((await HearAsync($"seen/sonarr-4.0.19/{file}-Download.json")).IsNew);

        Assert.False((await HearAsync("seen/sonarr-4.0.19/007-Download.json")).IsNew);
    }

    [Fact]
    public async Task Of_a_release_only_those_files_are_left_that_were_not_told_before()
    {
        await HearAsync("seen/sonarr-4.0.19/005-Download.json");

        var rest = await HearAsync("seen/sonarr-4.0.19/007-Download.json");

        Assert.True(rest.IsNew);
        Assert.Equal([1], (await EntryAsync(rest.Id)).HeardBefore);
        Assert.False((await HearAsync("seen/sonarr-4.0.19/004-Download.json")).IsNew);
    }

    [Fact]
    public async Task A_recorded_evening_has_as_many_events_as_things_happened()
    {
        var heard = new List<bool>();
        foreach (var file in Fixture.All("seen/sonarr-4.0.19").Where(file => Fixture.Understand(file) is ArrWebhook.Happened))
            heard.Add((await HearAsync(file)).IsNew);

        // Ten files came in, four of them for others that were deleted; six times the release was told as a whole as well.
        Assert.Equal((14, 6), (heard.Count(isNew => isNew), heard.Count(isNew => !isNew)));
    }

    [Fact]
    public async Task C18_An_upgrade_in_the_same_place_is_no_repetition()
    {
        await HearAsync("sonarr/Download.json", With("episodeFile", "id", 8990));

        Assert.True((await HearAsync("sonarr/EpisodeFileDelete-upgrade.json")).IsNew);
        Assert.True((await HearAsync("sonarr/Download-upgrade-same-path.json")).IsNew);
        Assert.False((await HearAsync("sonarr/Download-upgrade-same-path.json")).IsNew);
    }

    [Fact]
    public async Task A_number_that_a_restored_app_counts_again_is_another_file()
    {
        await HearAsync("radarr/Download.json");

        Assert.True((await HearAsync("radarr/Download.json", With("movieFile", "dateAdded", "2024-07-01T10:00:00Z"))).IsNew);
        Assert.True((await HearAsync("radarr/Download.json", With("movieFile", "size", 5))).IsNew);
        Assert.True((await HearAsync("radarr/Download.json", With("movieFile", "relativePath", "other.mkv"))).IsNew);
    }

    [Fact]
    public async Task What_the_history_tells_without_the_moment_is_the_same_import()
    {
        await HearAsync("radarr/Download.json");

        Assert.False((await HearAsync("radarr/Download.json", With("movieFile", "dateAdded", null))).IsNew);
    }

    [Fact]
    public async Task Without_numbers_a_repetition_counts_for_ten_minutes()
    {
        await HearAsync("radarr/Download.json", With("movieFile", "id", null));
        Assert.False((await HearAsync("radarr/Download.json", With("movieFile", "id", null))).IsNew);

        _scratch.Clock.Pass(TimeSpan.FromMinutes(11));

        Assert.True((await HearAsync("radarr/Download.json", With("movieFile", "id", null))).IsNew);
    }

    [Fact]
    public async Task Without_numbers_a_deletion_in_between_makes_the_next_import_a_new_one()
    {
        var noNumber = With("movieFile", "id", null);
        var heard = new List<bool>();
        foreach (var file in new[] { "Download", "MovieFileDelete", "Download", "Download" })
            heard.Add((await HearAsync($"radarr/{file}.json", noNumber)).IsNew);

        Assert.Equal([true, true, true, false], heard);
    }

    [Fact]
    public async Task A_name_that_goes_back_and_forth_is_three_renames()
    {
        var back = new Action<JsonNode>(json =>
        {
            var file = json["renamedMovieFiles"]![0]!.AsObject();
            (file["previousPath"], file["relativePath"]) = ("/data/media/movies/The Glass Ferry (2021)/b.mkv", "a.mkv");
        });

        Assert.True((await HearAsync("radarr/Rename.json")).IsNew);
        Assert.False((await HearAsync("radarr/Rename.json")).IsNew);
        Assert.True((await HearAsync("radarr/Rename.json", back)).IsNew);
        Assert.True((await HearAsync("radarr/Rename.json")).IsNew);
    }

    [Fact]
    public async Task Two_deletions_are_two_unless_the_same_is_gone()
    {
        Assert.True((await HearAsync("radarr/MovieFileDelete.json")).IsNew);
        Assert.False((await HearAsync("radarr/MovieFileDelete.json")).IsNew);
        Assert.True((await HearAsync("radarr/MovieFileDelete-upgrade.json")).IsNew);
        Assert.True((await HearAsync("radarr/MovieDelete.json")).IsNew);
        Assert.False((await HearAsync("radarr/MovieDelete.json")).IsNew);
    }

    [Fact]
    public void New_tags_are_always_news()
    {
        var retag = new ArrWebhook.Happened(((ArrWebhook.Happened)Fixture.Understand("radarr/Download.json")).Event, []);

        Assert.Empty(Fact.Of(retag, "Retag"));
    }

    private static Action<JsonNode> With(string part, string member, JsonNode? value) => json => json[part]![member] = value?.DeepClone();

    private Task<Written> HearAsync(string file, Action<JsonNode>? change = null, string? instance = null, string[]? candidates = null)
    {
        var json = JsonNode.Parse(Fixture.Read(file))!;
        change?.Invoke(json);
        var app = Fixture.AppOf(file);
        var webhook = Assert.IsType<ArrWebhook.Happened>(Fixture.Understand(json.ToJsonString(), app, instance));
        var type = json["eventType"]!.GetValue<string>();
        return _writer.AddAsync(
            new NewEntry(instance ?? app.Kind(), app.Kind(), type, InboxEntry.Accepted, "{}") { Facts = Fact.Of(webhook, type, candidates) }
        );
    }

    private async Task<InboxEntry> EntryAsync(long id) =>
        (
            await new InboxTable(_scratch.Database, new Couriarr.Jobs.Store.LastingMemory()).FindAsync(
                id,
                TestContext.Current.CancellationToken
            )
        )!;
}
