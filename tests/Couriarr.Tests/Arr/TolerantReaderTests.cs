using Couriarr.Features.Arr;
using Couriarr.Features.Media;

namespace Couriarr.Tests.Arr;

/// <summary>What differs from what we know is taken as far as it makes sense, and said.</summary>
[Trait("family", "carry")]
public sealed class TolerantReaderTests
{
    private const string Movie = """{"id": 7, "title": "Heat", "folderPath": "/m/Heat (1995)", "tmdbId": 949}""";

    [Theory]
    [InlineData("\"1000\"", 1000L, null)]
    [InlineData("-5", null, "movieFile.size is -5, which is no number we can use; movieFile.size is missing")]
    [InlineData("1e400", null, "movieFile.size is 1e400, which is no number we can use; movieFile.size is missing")]
    [InlineData("\"big\"", null, "movieFile.size is \"big\", which is no number we can use; movieFile.size is missing")]
    [InlineData("null", null, "movieFile.size is missing")]
    public void D07_A_size_may_be_text_and_nonsense_is_left_out(string size, long? expected, string? warning)
    {
        var webhook = Fixture.Understand(Download($$"""{"id": 1, "relativePath": "a.mkv", "size": {{size}}}"""), ArrApp.Radarr);

        var import = Assert.IsType<MediaImported>(Assert.IsType<ArrWebhook.Happened>(webhook).Event);
        Assert.Equal(expected, Assert.Single(import.Files).Size);
        Assert.Equal(warning, webhook.Warning);
    }

    [Theory]
    [InlineData("\"Bluray-1080p\"", "Bluray-1080p")]
    [InlineData("""{"quality": {"id": 7, "name": "Bluray-1080p"}, "revision": {"version": 1}}""", "Bluray-1080p")]
    [InlineData("""{"name": "Bluray-1080p"}""", "Bluray-1080p")]
    [InlineData("null", null)]
    public void Quality_is_a_word_or_nested_as_the_apps_API_has_it(string quality, string? expected)
    {
        var json = Download($$"""{"id": 1, "relativePath": "a.mkv", "size": 1, "quality": {{quality}}}""");

        Assert.Equal(expected, Assert.Single(Fixture.Understand<MediaImported>(json, ArrApp.Radarr).Files).Quality);
    }

    [Fact]
    public void The_folder_and_the_path_within_it_are_the_truth()
    {
        var json = Download("""{"id": 1, "relativePath": "new.mkv", "path": "/old/Heat/new.mkv", "size": 1}""");

        Assert.Equal("/m/Heat (1995)/new.mkv", Assert.Single(Fixture.Understand<MediaImported>(json, ArrApp.Radarr).Files).Path);
    }

    [Fact]
    public void Paths_of_Windows_are_joined_as_Windows_does()
    {
        var json = """
            {"movie": {"id": 7, "title": "Heat", "folderPath": "D:\\Movies\\Heat\\"}, "eventType": "Download",
             "movieFile": {"id": 1, "relativePath": "a.mkv", "size": 1}}
            """;

        var import = Fixture.Understand<MediaImported>(json, ArrApp.Radarr);

        Assert.Equal((@"D:\Movies\Heat", @"D:\Movies\Heat\a.mkv"), (import.Work.Folder, import.Files[0].Path));
    }

    [Fact]
    public void BEST12_Members_that_nobody_knows_are_said_and_do_no_harm()
    {
        var json = Fixture.Read("radarr/Download.json").Replace("\"isUpgrade\"", "\"moods\": [1], \"isUpgrade\"", StringComparison.Ordinal);

        var webhook = Fixture.Understand(json, ArrApp.Radarr);

        Assert.Equal(Telling.Of(Fixture.Understand("radarr/Download.json")), Telling.Of(webhook));
        Assert.Equal("moods is not known of Radarr", webhook.Warning);
    }

    [Fact]
    public void BEST12_A_file_under_another_name_is_an_import_of_the_folder_and_is_said()
    {
        var json = Fixture.Read("radarr/Download.json").Replace("\"movieFile\"", "\"film\"", StringComparison.Ordinal);

        var webhook = Fixture.Understand(json, ArrApp.Radarr);

        Assert.Empty(Assert.IsType<MediaImported>(Assert.IsType<ArrWebhook.Happened>(webhook).Event).Files);
        Assert.Equal("movieFile is missing; film is not known of Radarr", webhook.Warning);
    }

    [Fact]
    public void D07_A_type_that_nobody_knows_is_ignored_and_said()
    {
        var webhook = Fixture.Understand("""{"movie": null, "eventType": "MovieTeleported", "deletedFiles": null}""", ArrApp.Radarr);

        Assert.Equal("ignored: type MovieTeleported", Telling.Of(webhook));
        Assert.Equal("the type MovieTeleported is not known of Radarr", webhook.Warning);
    }

    [Fact]
    public void What_was_sent_to_the_other_apps_address_is_understood_and_said()
    {
        var webhook = Fixture.Understand(Fixture.Read("sonarr/Download.json"), ArrApp.Radarr);

        Assert.Equal(Telling.Of(Fixture.Understand("sonarr/Download.json")), Telling.Of(webhook));
        Assert.Equal("it was sent to the address of Radarr, but it is Sonarr's", webhook.Warning);
    }

    [Theory]
    [InlineData("""{"eventType": "Download"}""", "Download of Radarr comes with 'movie', and this has none.")]
    [InlineData("""{"eventType": "MovieDelete", "movie": {"id": 7}}""", "movie has no folderPath or path, so nobody knows where it lies.")]
    [InlineData("""{"eventType": "MovieDelete", "movie": {"id": 7, "folderPath": "Heat"}}""", "movie.folderPath is not a whole path.")]
    [InlineData("""{"eventType": "MovieDelete", "movie": {"folderPath": "/m/../../etc"}}""", "movie.folderPath climbs out of its folder.")]
    [InlineData("""{"eventType": "MovieDelete", "movie": {"folderPath": "/m\u0000"}}""", "movie.folderPath holds a NUL character.")]
    public void Nothing_is_made_of_what_leads_nowhere_or_astray(string json, string why) =>
        Assert.Equal($"refused: {why}", Telling.Of(Fixture.Understand(json, ArrApp.Radarr)));

    [Fact]
    public void A_file_cannot_climb_out_of_its_folder() =>
        Assert.Equal(
            "refused: movieFile.relativePath climbs out of its folder.",
            Telling.Of(Fixture.Understand(Download("""{"id": 1, "relativePath": "../../etc/passwd"}"""), ArrApp.Radarr))
        );

    [Fact]
    public void A_path_has_an_end()
    {
        var json = Download($$"""{"id": 1, "relativePath": "{{new string('a', 5000)}}"}""");

        Assert.Equal(
            "refused: movieFile.relativePath has 5000 characters; 4096 are the most.",
            Telling.Of(Fixture.Understand(json, ArrApp.Radarr))
        );
    }

    [Fact]
    public void A_rename_of_an_early_version_names_no_files_and_is_ignored() =>
        Assert.Equal(("ignored: type Rename without the files", "renamedMovieFiles is missing"), (Telling.Of(Early), Early.Warning));

    private static ArrWebhook Early => Fixture.Understand($$"""{"movie": {{Movie}}, "eventType": "Rename"}""", ArrApp.Radarr);

    private static string Download(string file) => $$"""{"movie": {{Movie}}, "movieFile": {{file}}, "eventType": "Download"}""";
}
