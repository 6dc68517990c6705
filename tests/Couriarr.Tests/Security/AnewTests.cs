using System.Net;

namespace Couriarr.Tests.Security;

/// <summary>A page that stayed open while its owner was signed out, or signed in anew: told in a sentence, on a page.</summary>
[Trait("family", "doors")]
public sealed class AnewTests : IDisposable
{
    private const string Page = "/ui/schedules";
    private const string Deed = "/ui/theme";
    private readonly BrowserHost.Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_form_of_the_session_before_is_not_done_and_leads_back_to_its_page()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var old = await browser.TokenOfAsync(Page);
        (await browser.SubmitTokenOf(Page, "/logout")).Dispose();
        (await browser.SignInAsync("admin", BrowserHost.Password)).Dispose();

        using var answer = await SendAsync(browser, old);

        Assert.Equal((HttpStatusCode.SeeOther, Page), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Null(browser.Cookie("couriarr_theme"));
        Assert.Contains("You signed in anew meanwhile, so this was not done.", await browser.ReadAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_form_of_ours_is_refused_as_before()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        using var answer = await SendAsync(browser, "no token of any session");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_comes_from_a_page_of_ours_is_told_why_there_is_a_login()
    {
        await using var host = await BrowserHost.StartAsync(_scratch, adminPassword: BrowserHost.Password);
        using var browser = host.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Get, Page);
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.Referrer = new Uri($"{browser.Origin}/ui/queue");
        (await browser.Client.SendAsync(request, Ct)).Dispose();
        Assert.Contains("You were signed out meanwhile. Sign in to go on.", await browser.ReadAsync("/login"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_never_in_is_told_nothing()
    {
        await using var host = await BrowserHost.StartAsync(_scratch, adminPassword: BrowserHost.Password);
        using var browser = host.Visit();
        (await browser.GetAsync(Page)).Dispose();
        Assert.DoesNotContain("signed out", await browser.ReadAsync("/login"), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser browser, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Deed)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("form_token", token), KeyValuePair.Create("back", Page)]),
        };
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.Add("Origin", browser.Origin);
        request.Headers.Referrer = new Uri($"{browser.Origin}{Page}");
        return await browser.Client.SendAsync(request, Ct);
    }
}
