using System.Net;
using Couriarr.Features.Configuration.Options;
using Couriarr.Neighbours;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

/// <summary>Mappings are added, changed and removed on pages, and count at once.</summary>
[Trait("family", "browser")]
public sealed class MappingPageTests
{
    private const string Home = "/ui/settings/mappings";
    private const string One = $"{Home}/one";

    [Fact]
    public async Task A_mapping_that_is_added_counts_and_is_taken_back()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();
        var (source, destination) = Folders(host);
        Assert.Contains("No mapping says yet", await reader.TextAsync(Home), StringComparison.Ordinal);

        await reader.SendAsync(One, One, HttpStatusCode.OK, Filled("/movies", source, destination));
        await host.UntilUpAsync(turn: 2);

        var mapping = Assert.Single(host.Get<CouriarrOptions>().Paths.Mappings);
        Assert.Equal(("/movies", source, destination), (mapping.From, mapping.Source, mapping.Destination));
        var page = await reader.TextAsync(One);
        Assert.Contains("Saved, and in force: the mapping of /movies is added.", page, StringComparison.Ordinal);
        var settings = await reader.TextAsync("/ui/settings");
        Assert.Contains("settings.yaml:", settings, StringComparison.Ordinal);
        Assert.Contains("admin: the mapping of /movies is added", settings, StringComparison.Ordinal);

        await reader.SendAsync(Home, "/ui/settings/undo", HttpStatusCode.OK);
        await host.UntilUpAsync(turn: 3);
        Assert.Empty(host.Get<CouriarrOptions>().Paths.Mappings);
    }

    [Fact]
    public async Task One_of_the_configuration_file_is_changed_and_another_removed()
    {
        await using var host = await SavingHost.StartAsync(
            "paths:\n  mappings:\n    - { from: /movies, source: /a, destination: /b, type: movie }\n    - { from: /tv, source: /c, destination: /d }\n"
        );
        using var reader = await host.VisitAsync();
        Assert.Contains("value=\"/a\"", await reader.TextAsync($"{One}?key=%2Fmovies"), StringComparison.Ordinal);

        await reader.SendAsync(One, One, HttpStatusCode.OK, [.. Filled("/movies", "/e", "/b"), ("was", "/movies")]);
        await host.UntilUpAsync(turn: 2);
        await reader.SendAsync(Home, $"{Home}/remove", HttpStatusCode.OK, ("key", "/tv"));
        await host.UntilUpAsync(turn: 3);

        Assert.Equal("/e", Assert.Single(host.Get<CouriarrOptions>().Paths.Mappings).Source);
        Assert.Contains(
            "source: /a",
            await File.ReadAllTextAsync(Path.Combine(host.Folder, "config.yaml"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        await reader.SendAsync("/ui/settings", "/ui/settings/give-up", HttpStatusCode.OK, ("section", "paths"));
        await host.UntilUpAsync(turn: 4);
        Assert.Equal(2, host.Get<CouriarrOptions>().Paths.Mappings.Count);
    }

    [Theory]
    [InlineData("movies", "/a", "/b", "must be a whole path that begins with /, not 'movies'.")]
    [InlineData("", "/a", "/b", "is missing.")]
    [InlineData("/movies", "/a", "/a", "is its source, /a")]
    [InlineData("/movies", "/a/../b", "/c", "must not go back with '..'")]
    [InlineData("/movies", "/a", "/a/b", "copies would be copied again")]
    public async Task What_does_not_hold_is_told_beside_its_field_and_what_was_typed_stays(
        string from,
        string source,
        string destination,
        string why
    )
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();

        var page = await reader.SendAsync(One, One, HttpStatusCode.BadRequest, Filled(from, source, destination));

        Assert.Contains(why, page, StringComparison.Ordinal);
        Assert.Contains("class=\"mono wrong\"", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{source}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("paths.mappings", page, StringComparison.Ordinal);
        Assert.False(File.Exists(host.Saved));
        Assert.Equal(1, host.Turns);
    }

    [Fact]
    public async Task Two_for_one_folder_are_refused_and_so_is_one_for_an_app_that_is_none()
    {
        await using var host = await SavingHost.StartAsync("paths:\n  mappings:\n    - { from: /movies, source: /a, destination: /b }\n");
        using var reader = await host.VisitAsync();

        var twice = await reader.SendAsync(One, One, HttpStatusCode.BadRequest, Filled("/movies", "/c", "/d"));
        var nobody = await reader.SendAsync(One, One, HttpStatusCode.BadRequest, [.. Filled("/tv", "/c", "/d"), ("instance", "nobody")]);
        var odd = await reader.SendAsync(One, One, HttpStatusCode.BadRequest, [.. Filled("/tv", "/c", "/d"), ("type", "opera")]);

        Assert.Contains("only one can count", twice, StringComparison.Ordinal);
        Assert.Contains("There is no app called 'nobody'.", nobody, StringComparison.Ordinal);
        Assert.Contains("opera", odd, StringComparison.Ordinal);
        Assert.Equal(1, host.Turns);
    }

    [Fact]
    public async Task The_folders_are_looked_at_before_anything_is_saved()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();
        var (source, destination) = Folders(host);

        var page = await reader.SendAsync(One, One, HttpStatusCode.OK, [.. Filled("/movies", source, destination), ("act", "try")]);
        var missing = await reader.SendAsync(
            One,
            One,
            HttpStatusCode.OK,
            [.. Filled("/movies", "/nowhere/at/all", destination), ("act", "try")]
        );

        Assert.Contains("It is there and can be read.", page, StringComparison.Ordinal);
        Assert.Contains("It is there and can be written.", page, StringComparison.Ordinal);
        Assert.Contains("It lies on ", page, StringComparison.Ordinal);
        Assert.Contains("There is no folder /nowhere/at/all here", missing, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(destination));
        Assert.Equal(1, host.Turns);
    }

    [Fact]
    public async Task What_the_doctor_proposes_is_completed_and_used()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var host = await SavingHost.StartAsync(
            $"instances:\n  hd: {{ kind: radarr, url: \"{radarr.Address}\", api_key: \"{radarr.ApiKey}\" }}\n"
        );
        using var reader = await host.VisitAsync();
        var (source, destination) = Folders(host);
        var found = await reader.SendAsync(
            "/ui/instances/hd",
            "/ui/instances/hd/doctor",
            HttpStatusCode.OK,
            ("path", "/movies/Film (2021)/Film.mkv")
        );
        Assert.Contains("Use this mapping", found, StringComparison.Ordinal);
        Assert.Contains("<input type=\"hidden\" name=\"from\" value=\"/movies\"", found, StringComparison.Ordinal);

        var shown = await reader.SendAsync(
            "/ui/instances/hd",
            $"{Home}/use",
            HttpStatusCode.OK,
            Filled("/movies", "/where/we/see/it", destination)
        );
        Assert.Contains("There is no folder /where/we/see/it here", shown, StringComparison.Ordinal);
        Assert.Contains("value=\"/where/we/see/it\"", shown, StringComparison.Ordinal);
        Assert.Equal(1, host.Turns);

        await reader.SendAsync("/ui/instances/hd", $"{Home}/use", HttpStatusCode.OK, Filled("/movies", source, destination));
        await host.UntilUpAsync(turn: 2);
        Assert.Equal(source, Assert.Single(host.Get<CouriarrOptions>().Paths.Mappings).Source);
    }

    [Fact]
    public async Task Nothing_is_saved_that_the_environment_would_overrule()
    {
        await using var host = await SavingHost.StartAsync(
            null,
            ("PATHS_MAPPINGS_1_FROM", "/movies"),
            ("PATHS_MAPPINGS_1_SOURCE", "/a"),
            ("PATHS_MAPPINGS_1_DESTINATION", "/b")
        );
        using var reader = await host.VisitAsync();

        var list = await reader.TextAsync(Home);
        var page = await reader.SendAsync(One, One, HttpStatusCode.BadRequest, Filled("/tv", "/c", "/d"));

        Assert.Contains("PATHS_MAPPINGS_1_FROM", list, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Home}/remove", list, StringComparison.Ordinal);
        Assert.Contains("it wins over everything that could be saved here", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_paths_are_text_on_the_page_and_in_the_file()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();
        foreach (var text in HostileTexts.All.Take(25))
        {
            using var answer = await reader.Browser.SubmitTokenOf(
                One,
                One,
                ("from", text),
                ("source", "/a"),
                ("destination", "/b"),
                ("back", Home)
            );
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotMatch("<script(?![^>]*src=\"/assets)|<img|<svg onload|<iframe| on[a-z]+=\"", page);
        }

        var odd = Filled("/a: [b]\n# c \u0085 \u2028rules: []", "/x \"y\" ${HOME}", "/z");
        await reader.SendAsync(One, One, HttpStatusCode.OK, odd);
        await host.UntilUpAsync(turn: 2);
        var mapping = Assert.Single(host.Get<CouriarrOptions>().Paths.Mappings);
        Assert.Equal(("/a: [b]\n# c \u0085 \u2028rules: []", "/x \"y\" ${HOME}"), (mapping.From, mapping.Source));
    }

    [Theory]
    [InlineData(One)]
    [InlineData($"{Home}/use")]
    [InlineData($"{Home}/remove")]
    [InlineData("/ui/settings/give-up")]
    [InlineData("/ui/rules/save")]
    [InlineData("/ui/settings/backups/upload")]
    [InlineData("/ui/members/channels/phone/words")]
    public async Task Whoever_may_only_read_changes_nothing(string path)
    {
        await using var host = await SavingHost.StartAsync(null, ("COURIARR_READ_ONLY_API_KEY", "only-for-those-who-read-and-do-nothing"));
        using var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", "only-for-those-who-read-and-do-nothing");
        using var form = new FormUrlEncodedContent(
            Filled("/movies", "/a", "/b").Select(field => KeyValuePair.Create(field.Item1, field.Item2))
        );

        using var answer = await client.PostAsync(path, form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(File.Exists(host.Saved));
    }

    private static (string, string)[] Filled(string from, string source, string destination) =>
        [("from", from), ("source", source), ("destination", destination)];

    private static (string Source, string Destination) Folders(SavingHost host)
    {
        var source = Directory.CreateDirectory(Path.Combine(host.Folder, "originals")).FullName;
        File.WriteAllText(Path.Combine(source, "a.txt"), "a");
        return (source, Directory.CreateDirectory(Path.Combine(host.Folder, "copies")).FullName);
    }
}
