using System.Net;
using Couriarr.Features.Configuration.Options;
using Couriarr.Tests.Security;
using static Couriarr.Tests.Dashboard.MappingPageTests;

namespace Couriarr.Tests.Dashboard;

/// <summary>Mappings that do not hold, are hostile or come from somebody who may not: nothing of them is saved.</summary>
[Trait("family", "browser")]
public sealed class MappingRefusalTests
{
    private const string Home = "/ui/settings/mappings";
    private const string One = $"{Home}/one";

    [Fact]
    public async Task What_does_not_hold_is_told_beside_its_field_and_what_was_typed_stays()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();
        (string From, string Source, string Destination, string Why)[] wrong =
        [
            ("movies", "/a", "/b", "must be a whole path that begins with /, not 'movies'."),
            ("", "/a", "/b", "is missing."),
            ("/movies", "/a", "/a", "is its source, /a"),
            ("/movies", "/a/../b", "/c", "must not go back with '..'"),
            ("/movies", "/a", "/a/b", "copies would be copied again"),
        ];
        foreach (var (from, source, destination, why) in wrong)
        {
            var page = await reader.SendAsync(One, One, HttpStatusCode.BadRequest, Filled(from, source, destination));

            Assert.Contains(why, page, StringComparison.Ordinal);
            Assert.Contains("class=\"mono wrong\"", page, StringComparison.Ordinal);
            Assert.Contains($"value=\"{source}\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("paths.mappings", page, StringComparison.Ordinal);
        }
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

    [Fact]
    public async Task Whoever_may_only_read_changes_nothing()
    {
        await using var host = await SavingHost.StartAsync(null, ("COURIARR_READ_ONLY_API_KEY", "only-for-those-who-read-and-do-nothing"));
        using var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", "only-for-those-who-read-and-do-nothing");
        string[] settings =
        [
            "mappings/one",
            "mappings/use",
            "mappings/remove",
            "give-up",
            "undo",
            "backups/upload",
            "backups/a.db/restore",
        ];
        foreach (
            var path in settings
                .Select(act => $"/ui/settings/{act}")
                .Concat(["/restart", "/ui/restart", "/ui/rules/save", "/ui/members/channels/phone/words"])
        )
        {
            var fields = Filled("/movies", "/a", "/b").Select(field => KeyValuePair.Create(field.Item1, field.Item2));
            using var form = new FormUrlEncodedContent(fields);
            using var answer = await client.PostAsync(path, form, TestContext.Current.CancellationToken);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, answer.StatusCode));
        }
        Assert.False(File.Exists(host.Saved));
        Assert.Equal(1, host.Turns);
    }
}
