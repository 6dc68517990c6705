using System.Net;
using Couriarr.Features.Accounts;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

/// <summary>The pages of the account: in, out, and back to where one was.</summary>
[Trait("family", "browser")]
public sealed class AccountPageTests : IDisposable
{
    private const string Session = "couriarr-session";
    private readonly BrowserHost.Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Whoever_is_not_in_is_led_to_the_login_and_then_to_the_page_he_wanted()
    {
        await using var host = await BrowserHost.StartAsync(_scratch, adminPassword: BrowserHost.Password);
        using var browser = host.Visit();

        using var first = await browser.GetAsync("/ui/queue?state=waiting");
        var login = first.Headers.Location!.ToString();
        Assert.Equal("/login?to=%2Fui%2Fqueue%3Fstate%3Dwaiting", login);
        var page = await browser.ReadAsync(login);
        Assert.Contains("name=\"back\" value=\"/ui/queue?state=waiting\"", page, StringComparison.Ordinal);
        (string, string)[] fields = [("name", "admin"), ("password", BrowserHost.Password), ("back", "/ui/queue?state=waiting")];
        using var done = await browser.SubmitTokenOf(login, "/login", fields);

        Assert.Equal("/ui/queue?state=waiting", done.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task The_login_leads_nowhere_else(string elsewhere)
    {
        await using var host = await BrowserHost.StartAsync(_scratch, adminPassword: BrowserHost.Password);
        using var browser = host.Visit();
        var login = $"/login?to={Uri.EscapeDataString(elsewhere)}";

        Assert.Contains("name=\"back\" value=\"/\"", await browser.ReadAsync(login), StringComparison.Ordinal);
        (string, string)[] fields = [("name", "admin"), ("password", BrowserHost.Password), ("back", elsewhere)];
        using var done = await browser.SubmitTokenOf(login, "/login", fields);
        Assert.Equal("/", done.Headers.Location?.ToString());
        using var again = await browser.GetAsync(login);
        Assert.Equal("/", again.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_form_whose_session_has_ended_leads_to_the_login_and_says_that_it_was_not_done()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var token = await browser.TokenOfAsync("/ui/queue");
        browser.Keep(Session, new string('0', 64));
        browser.Client.DefaultRequestHeaders.Add("Accept", "text/html");
        browser.Client.DefaultRequestHeaders.Add("Referer", $"{host.Address}/ui/queue?state=dead");

        using var lost = await browser.SendFormAsync("/ui/queue/retry-failed", [("form_token", token)], browser.Origin);

        var login = lost.Headers.Location!.ToString();
        Assert.Equal("/login?to=%2Fui%2Fqueue%3Fstate%3Ddead", login);
        Assert.Contains("so this was not done", await browser.ReadAsync(login), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sessions", "/ui/sessions")]
    [InlineData("/audit", "/ui/audit")]
    [InlineData("/account/password", "/ui/password")]
    public async Task The_old_addresses_lead_browsers_to_the_pages(string old, string page)
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        using var answer = await browser.GetAsync(old);
        Assert.Equal((HttpStatusCode.SeeOther, page), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Contains("<nav class=\"side\"", await browser.ReadAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_is_ended_on_its_page_and_the_page_says_so()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var account = (await host.Get<AccountTable>().FindAsync(Ct))!;
        await host.Get<SessionTable>().BeginAsync(account, new Guest("192.0.2.7", "TheOther/1.0"), Ct);
        var other = (await host.Get<SessionTable>().ListAsync(Ct)).Single(session => session.Agent == "TheOther/1.0");

        using var ended = await browser.SubmitTokenOf("/ui/sessions", $"/sessions/{other.Id}/end", ("back", "/ui/sessions"));

        Assert.Equal("/ui/sessions", ended.Headers.Location?.ToString());
        var page = await browser.ReadAsync("/ui/sessions");
        Assert.Contains("That session is ended", page, StringComparison.Ordinal);
        Assert.DoesNotContain("TheOther/1.0", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_trail_is_paged_from_the_newest_on()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        foreach (var n in Enumerable.Range(1, 60))
            await host.Get<AuditTrail>().WriteAsync(new Deed("somebody", $"deed {n}.", "/thing", "here"), Ct);

        var first = await browser.ReadAsync("/ui/audit");
        var next = System.Text.RegularExpressions.Regex.Match(first, "rel=\"next\" href=\"(?<next>[^\"]+)\"").Groups["next"].Value;
        var second = await browser.ReadAsync(next);

        Assert.Contains("deed 60.", first, StringComparison.Ordinal);
        Assert.DoesNotContain("deed 10.", first, StringComparison.Ordinal);
        Assert.Contains("deed 10.", second, StringComparison.Ordinal);
        Assert.Contains("Became the administrator", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_present_password_is_said_on_the_page()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var next = "a completely new password";
        (string, string)[] fields = [("current", "not it"), ("new", next), ("again", next)];
        using var wrong = await browser.SubmitTokenOf("/ui/password", "/account/password", fields);
        var page = await wrong.Content.ReadAsStringAsync(Ct);
        Assert.Contains("role=\"alert\">The present password is wrong.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(next, page, StringComparison.Ordinal);
    }
}
