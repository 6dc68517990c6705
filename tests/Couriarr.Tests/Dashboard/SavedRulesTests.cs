using System.Net;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Tests.Discovery.Rules;

namespace Couriarr.Tests.Dashboard;

/// <summary>Rules that were tried are saved, and the words of messages with them.</summary>
[Trait("family", "browser")]
[Trait("slow", "yes")]
public sealed class SavedRulesTests
{
    private const string Path = "/ui/rules";
    private const string Save = "/ui/rules/save";
    private const string Rules = "rules:\n  - name: no ferries\n    when: { title: { contains: ferry } }\n    then: skip\n";
    private const string Channel = "channels:\n  phone: { kind: ntfy, topic: home }\n";
    private const string Words = "/ui/members/channels/phone/words";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rules_are_tried_saved_after_they_said_what_changes_and_taken_back()
    {
        await using var host = await SavingHost.StartAsync("filters:\n  min_runtime: 11\n");
        await host.Get<ShowsTable>().StoreAsync([Tried.Wanted with { Title = "The Glass Ferry" }], Ct);
        using var reader = await host.VisitAsync();

        var tried = await reader.SendAsync(Path, "/ui/rules/preview", HttpStatusCode.OK, ("text", Rules));
        Assert.Contains("1 show changes its verdict (0 more, 1 less, 0 otherwise).", tried, StringComparison.Ordinal);
        await reader.SendAsync(Path, Save, HttpStatusCode.OK, ("text", Rules));
        await host.UntilUpAsync(turn: 2);

        var options = host.Get<CouriarrOptions>();
        Assert.IsType<Sequence>(options.Rules);
        Assert.Equal(11, options.Filters.MinRuntime);
        var page = await reader.TextAsync(Path);
        Assert.Contains("- name: \"no ferries\"", page, StringComparison.Ordinal);
        Assert.Contains("other rules, by which 1 show changes its verdict", page, StringComparison.Ordinal);
        await reader.SendAsync(Path, "/ui/settings/undo", HttpStatusCode.OK);
        await host.UntilUpAsync(turn: 3);
        Assert.Null(host.Get<CouriarrOptions>().Rules);
    }

    [Fact]
    public async Task What_does_not_hold_is_not_saved_and_what_was_typed_stays()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();
        (string Text, string Why)[] wrong =
        [
            ("rules:\n  - when: { contry: GB }\n    then: add\n", "country"),
            ("server:\n  port: 1\n", "'server' is neither rules nor filters."),
            ("rules: [\n", "this is not YAML"),
            (" ", "There is nothing to try"),
            ("filters:\n  countries: { include: [Brazil] }\n", "two letters"),
        ];
        foreach (var (text, why) in wrong)
        {
            var page = await reader.SendAsync(Path, Save, HttpStatusCode.BadRequest, ("text", text));
            Assert.Contains(why, page, StringComparison.Ordinal);
            Assert.Contains(text.TrimEnd(), page, StringComparison.Ordinal);
        }
        Assert.False(File.Exists(host.Saved));
        Assert.Equal(1, host.Turns);
    }

    [Fact]
    public async Task Words_of_a_message_are_shown_saved_and_built_in_again()
    {
        await using var host = await SavingHost.StartAsync(Channel);
        using var reader = await host.VisitAsync();
        const string Home = "/ui/members/channels/phone?message=delivered-movie";
        (string, string)[] words = [("message", "delivered-movie"), ("title", "Hurrah"), ("body", "*{title}* <b>is</b> there")];

        var shown = await reader.SendAsync(Home, Words, HttpStatusCode.OK, [.. words, ("act", "try")]);
        Assert.Contains("<article class=\"letter\"><h3>Hurrah</h3>", shown, StringComparison.Ordinal);
        Assert.Equal(1, host.Turns);
        await reader.SendAsync(Home, Words, HttpStatusCode.OK, [.. words, ("act", "save")]);
        await host.UntilUpAsync(turn: 2);

        var page = await reader.MarkupAsync(Home);
        Assert.Contains("<h3>Hurrah</h3>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;is&lt;/b&gt; there", page, StringComparison.Ordinal);
        await reader.SendAsync(Home, Words, HttpStatusCode.OK, [.. words, ("act", "reset")]);
        await host.UntilUpAsync(turn: 3);
        Assert.DoesNotContain("Hurrah", await reader.TextAsync(Home), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_with_a_place_that_is_none_are_refused_beside_their_field()
    {
        await using var host = await SavingHost.StartAsync(Channel);
        using var reader = await host.VisitAsync();

        var page = await reader.SendAsync(
            "/ui/members/channels/phone",
            Words,
            HttpStatusCode.BadRequest,
            [("message", "delivered-movie"), ("title", "fine"), ("body", "{titel}"), ("act", "save")]
        );

        Assert.Matches("(?s)<textarea id=\"body\".*?>\\{titel\\}</textarea>\\s*<p class=\"complaint\" role=\"alert\">body ", page);
        Assert.False(File.Exists(host.Saved));
    }
}
