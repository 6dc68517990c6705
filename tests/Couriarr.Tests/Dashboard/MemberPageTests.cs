using System.Net;
using System.Text.RegularExpressions;
using Couriarr.Features.Members;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

/// <summary>Players and channels by their forms: drawn from what their kinds say, and never showing a secret.</summary>
[Trait("family", "browser")]
public sealed partial class MemberPageTests : IDisposable
{
    private const string Token = "tk_0123456789SECRET";
    private readonly BrowserHost.Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_channel_is_added_by_its_form_and_listed()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        Assert.Contains("Nobody hears of anything yet", await browser.ReadAsync("/ui/receivers"), StringComparison.Ordinal);
        Assert.Contains("href=\"/ui/add/channels?kind=ntfy\"", await browser.ReadAsync("/ui/add/channels"), StringComparison.Ordinal);

        using var added = await AddAsync(browser, "phone");

        Assert.Equal((HttpStatusCode.SeeOther, "/ui/receivers"), (added.StatusCode, added.Headers.Location?.ToString()));
        var page = await browser.ReadAsync("/ui/receivers");
        Assert.Contains("&#x27;phone&#x27; is added.", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/ui/members/channels/phone\"", page, StringComparison.Ordinal);
        var entry = (await host.Get<MemberDesk>().FindAsync("channels", "phone", Ct))!;
        Assert.Equal(("ntfy", null), (entry.Row.Service, entry.Trouble));
        Assert.Equal("home", entry.Shown()["topic"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_stored_secret_is_never_on_the_page_and_stays_when_nothing_is_typed()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        (await AddAsync(browser, "phone")).Dispose();

        var page = await browser.ReadAsync("/ui/members/channels/phone");
        Assert.DoesNotContain(Token, page, StringComparison.Ordinal);
        Assert.Contains("placeholder=\"set &#x2026;CRET; empty keeps it\"", page, StringComparison.Ordinal);
        using var changed = await ChangeAsync(browser, "phone", ("o.topic", "elsewhere"));

        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        var shown = (await host.Get<MemberDesk>().FindAsync("channels", "phone", Ct))!.Shown();
        Assert.Equal("elsewhere", shown["topic"]!.GetValue<string>());
        Assert.True(shown["token"]!["set"]!.GetValue<bool>());
        using var cleared = await ChangeAsync(browser, "phone", ("o.topic", "elsewhere"), ("clear.token", "on"));
        Assert.Null((await host.Get<MemberDesk>().FindAsync("channels", "phone", Ct))!.Shown()["token"]);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_what_was_typed_stays()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        const string Hostile = "\"><script>alert(1)</script>";

        using var refused = await SendAsync(
            browser,
            "/ui/add/channels?kind=ntfy",
            "/ui/add/channels",
            ("kind", "ntfy"),
            ("name", "phone"),
            ("o.topic", Hostile),
            ("o.url", "no address"),
            ("act", "save")
        );

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await refused.Content.ReadAsStringAsync(Ct);
        Assert.Matches(
            "name=\"o.url\"[^>]*value=\"no address\"[^>]*class=\"wrong\"[^>]*>\\s*<p class=\"complaint\"[^>]*>channels.phone.url must be",
            page
        );
        Assert.Contains("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"", page, StringComparison.Ordinal);
        Assert.Null(await host.Get<MemberDesk>().FindAsync("channels", "phone", Ct));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_said_beside_the_name()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        (await AddAsync(browser, "phone")).Dispose();
        using var again = await AddAsync(browser, "phone");
        Assert.Contains(
            "There is one called &#x27;phone&#x27; already",
            await again.Content.ReadAsStringAsync(Ct),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Who_changes_what_somebody_else_changed_meanwhile_is_told_so()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        (await AddAsync(browser, "phone")).Dispose();
        var old = Regex
            .Match(await browser.ReadAsync("/ui/members/channels/phone"), "name=\"version\" value=\"(?<tag>[^\"]+)\"")
            .Groups["tag"]
            .Value;
        (await ChangeAsync(browser, "phone", ("o.topic", "theirs"))).Dispose();

        using var late = await SendAsync(
            browser,
            "/ui/members/channels/phone",
            "/ui/members/channels/phone",
            ("version", old),
            ("o.topic", "mine"),
            ("act", "save")
        );

        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Contains("was changed meanwhile", await late.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("theirs", (await host.Get<MemberDesk>().FindAsync("channels", "phone", Ct))!.Shown()["topic"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_member_is_switched_off_and_on_and_removed_and_each_is_said()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        (await AddAsync(browser, "phone")).Dispose();

        foreach (var (act, sentence) in new[] { ("disable", "is switched off"), ("enable", "is switched on"), ("remove", "is removed") })
        {
            (await SendAsync(browser, "/ui/receivers", $"/ui/members/channels/phone/{act}", ("back", "/ui/receivers"))).Dispose();
            Assert.Contains($"&#x27;phone&#x27; {sentence}", await browser.ReadAsync("/ui/receivers"), StringComparison.Ordinal);
        }
        Assert.Null(await host.Get<MemberDesk>().FindAsync("channels", "phone", Ct));
        using var gone = await browser.GetAsync("/ui/members/channels/phone");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    private static Task<HttpResponseMessage> AddAsync(Browser browser, string name) =>
        SendAsync(
            browser,
            "/ui/add/channels?kind=ntfy",
            "/ui/add/channels",
            ("kind", "ntfy"),
            ("name", name),
            ("o.topic", "home"),
            ("o.token", Token),
            ("act", "save")
        );

    private static async Task<HttpResponseMessage> ChangeAsync(Browser browser, string name, params (string, string)[] fields)
    {
        var path = $"/ui/members/channels/{name}";
        var tag = Regex.Match(await browser.ReadAsync(path), "name=\"version\" value=\"(?<tag>[^\"]+)\"").Groups["tag"].Value;
        return await SendAsync(browser, path, path, [("version", tag), ("act", "save"), .. fields]);
    }

    private static Task<HttpResponseMessage> SendAsync(Browser browser, string page, string path, params (string, string)[] fields) =>
        browser.SubmitTokenOf(page, path, fields);
}
