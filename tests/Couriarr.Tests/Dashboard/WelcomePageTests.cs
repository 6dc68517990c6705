using System.Net;
using Couriarr.Neighbours;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

/// <summary>The first set-up, page by page.</summary>
[Trait("family", "browser")]
public sealed class WelcomePageTests : IDisposable
{
    private readonly BrowserHost.Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task It_goes_on_where_something_is_missing()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();

        Assert.Equal("/ui/welcome/apps", await NextAsync(browser));
        await KnownApps.AddAsync(host, radarr);
        Assert.Equal("/ui/welcome/way", await NextAsync(browser));
        (await browser.SubmitTokenOf("/ui/welcome/way", "/ui/instances/hd/register", ("back", "/ui/welcome/way"))).Dispose();
        Assert.Contains("The webhook is in &#x27;hd&#x27;", await browser.ReadAsync("/ui/welcome/way"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_long_as_no_app_is_known_the_overview_leads_there_until_it_is_said_that_it_can_wait()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var host = await BrowserHost.StartAsync(_scratch, adminPassword: BrowserHost.Password);
        using var browser = host.Visit();
        (await browser.SignInAsync("admin", BrowserHost.Password)).Dispose();

        using var led = await browser.GetAsync("/");
        Assert.Equal((HttpStatusCode.SeeOther, "/ui/welcome"), (led.StatusCode, led.Headers.Location?.ToString()));
        using var later = await browser.GetAsync("/ui/welcome/later");
        Assert.Equal("/", later.Headers.Location?.ToString());
        Assert.Contains("<h1>Overview</h1>", await browser.ReadAsync("/"), StringComparison.Ordinal);

        await KnownApps.AddAsync(host, radarr);
        using var other = host.Visit();
        (await other.SignInAsync("admin", BrowserHost.Password)).Dispose();
        Assert.Contains("<h1>Overview</h1>", await other.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_of_an_app_is_drawn_in_its_step_and_its_address_leads_back_there()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        await KnownApps.AddAsync(host, radarr);

        using var drawn = await browser.SubmitTokenOf("/ui/welcome/way", "/ui/welcome/way/doctor", ("instance", "hd"));
        var page = await drawn.Content.ReadAsStringAsync(Ct);
        Assert.Contains("The way from hd", page, StringComparison.Ordinal);
        Assert.Matches("<body [^>]*data-still", page);
        Assert.Matches(
            "(?s)<ol class=\"chain\">.*<li class=\"ok\"><strong>App</strong>.*<li class=\"unknown\"><strong>Import</strong>",
            page
        );
        using var again = await browser.GetAsync("/ui/welcome/way/doctor");
        Assert.Equal("/ui/welcome/way", again.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("apps")]
    [InlineData("way")]
    [InlineData("players")]
    [InlineData("channels")]
    [InlineData("import")]
    public async Task Each_step_is_a_page_and_can_be_skipped(string step)
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        using var answer = await browser.GetAsync($"/ui/welcome/{step}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains($"<a href=\"/ui/welcome/{step}\" aria-current=\"step\">", page, StringComparison.Ordinal);
        Assert.Contains(step == "import" ? "To the overview" : "Skip this", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_added_on_the_way_leads_back_to_the_step()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        const string Form = "/ui/add/channels?kind=ntfy&back=%2Fui%2Fwelcome%2Fchannels";
        Assert.Contains(
            Form.Replace("&", "&amp;", StringComparison.Ordinal),
            await browser.ReadAsync("/ui/welcome/channels"),
            StringComparison.Ordinal
        );
        (string, string)[] fields =
        [
            ("kind", "ntfy"),
            ("name", "phone"),
            ("o.topic", "home"),
            ("act", "save"),
            ("back", "/ui/welcome/channels"),
        ];
        using var added = await browser.SubmitTokenOf(Form, "/ui/add/channels", fields);
        Assert.Equal("/ui/welcome/channels", added.Headers.Location?.ToString());
    }

    [Fact]
    public async Task An_import_whose_way_does_not_hold_is_not_carried_and_the_hop_is_said()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        await KnownApps.AddAsync(host, radarr);
        (string, string)[] fields = [("instance", "hd"), ("back", "/ui/welcome/import")];
        using var refused = await browser.SubmitTokenOf("/ui/welcome/import", "/ui/welcome/import/carry", fields);
        Assert.Equal("/ui/welcome/import", refused.Headers.Location?.ToString());
        Assert.Contains("There is no recent import", await browser.ReadAsync("/ui/welcome/import"), StringComparison.Ordinal);
    }

    private static async Task<string?> NextAsync(Browser browser)
    {
        using var answer = await browser.GetAsync("/ui/welcome");
        return answer.Headers.Location?.ToString();
    }
}
