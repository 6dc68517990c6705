using System.Net;
using Couriarr.Features.Configuration.Options;
using Couriarr.Neighbours;

namespace Couriarr.Tests.Dashboard;

/// <summary>Mappings are added, changed and removed on pages, and count at once.</summary>
[Trait("family", "browser")]
[Trait("slow", "yes")]
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
            "paths:\n  mappings:\n    - { from: /movies, source: /a, destination: /b, type: movie, limit: 5000 }\n    - { from: /tv, source: /c, destination: /d }\n"
        );
        using var reader = await host.VisitAsync();
        var form = await reader.TextAsync($"{One}?key=%2Fmovies");
        Assert.Contains("value=\"/a\"", form, StringComparison.Ordinal);
        Assert.Contains("value=\"5000\"", form, StringComparison.Ordinal);

        await reader.SendAsync(One, One, HttpStatusCode.OK, [.. Filled("/movies", "/e", "/b"), ("limit", "400"), ("was", "/movies")]);
        await host.UntilUpAsync(turn: 2);
        await reader.SendAsync(Home, $"{Home}/remove", HttpStatusCode.OK, ("key", "/tv"));
        await host.UntilUpAsync(turn: 3);

        var changed = Assert.Single(host.Get<CouriarrOptions>().Paths.Mappings);
        Assert.Equal(("/e", 400), (changed.Source, changed.Limit));
        Assert.Contains(
            "source: /a",
            await File.ReadAllTextAsync(Path.Combine(host.Folder, "config.yaml"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        await reader.SendAsync("/ui/settings", "/ui/settings/give-up", HttpStatusCode.OK, ("section", "paths"));
        await host.UntilUpAsync(turn: 4);
        Assert.Equal(2, host.Get<CouriarrOptions>().Paths.Mappings.Count);
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

    internal static (string, string)[] Filled(string from, string source, string destination) =>
        [("from", from), ("source", source), ("destination", destination)];

    private static (string Source, string Destination) Folders(SavingHost host)
    {
        var source = Directory.CreateDirectory(Path.Combine(host.Folder, "originals")).FullName;
        File.WriteAllText(Path.Combine(source, "a.txt"), "a");
        return (source, Directory.CreateDirectory(Path.Combine(host.Folder, "copies")).FullName);
    }
}
