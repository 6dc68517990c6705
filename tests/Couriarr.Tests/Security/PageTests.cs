using System.Net;
using System.Text.RegularExpressions;
using Couriarr.Doors.Parity;
using Couriarr.Features.Accounts;

namespace Couriarr.Tests.Security;

/// <summary>Whatever strangers hand in is text on our pages, and browsers are told to run nothing else.</summary>
[Trait("family", "doors")]
public sealed partial class PageTests : IDisposable
{
    private readonly BrowserHost.Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Sixty_hostile_texts_become_text()
    {
        Assert.True(HostileTexts.All.Count >= 60);
        Assert.All(
            HostileTexts.All,
            hostile =>
            {
                Markup cell = $"""<td title="{hostile}">{hostile}</td>""";
                var html = cell.ToString();
                Assert.Matches("^<td title=\"[^<>\"']*\">[^<>\"']*</td>$", html);
                Assert.DoesNotContain(html, c => char.IsControl(c));
                Assert.DoesNotContain(WebUtility.HtmlDecode(html), c => c is '\u202E' or '\u2066' or '\u200B' or '\uFEFF');
            }
        );
    }

    [Fact]
    public async Task A_browser_that_calls_itself_something_hostile_is_listed_as_text()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var account = (await host.Get<AccountTable>().FindAsync(Ct))!;
        var before = Tags(await browser.ReadAsync("/ui/sessions"));
        foreach (var hostile in HostileTexts.All)
            await host.Get<SessionTable>().BeginAsync(account, new Guest("192.0.2.7", hostile), Ct);

        var page = await browser.ReadAsync("/ui/sessions");

        var row = before
            .SkipWhile(tag => tag != "<tr>")
            .Skip(1)
            .SkipWhile(tag => tag != "<tr>")
            .TakeWhile(tag => tag != "</tbody>")
            .Count();
        Assert.Equal(before.Count + (row * HostileTexts.All.Count), Tags(page).Count);
        Assert.Equal(before.Distinct().Order(), Tags(page).Distinct().Order());
    }

    [Fact]
    public async Task A_hostile_name_is_given_back_as_text()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = host.Visit();
        var before = Tags(await browser.ReadAsync("/setup"));
        var token = await browser.TokenOfAsync("/setup");
        foreach (var hostile in HostileTexts.All.Take(4))
        {
            (string, string)[] fields = [("code", hostile), ("name", hostile), ("form_token", token)];
            using var answer = await browser.SendFormAsync("/setup", fields, browser.Origin);
            // Besides the alert.
            Assert.Equal(before.Append("<p>").Append("</p>").Order(), Tags(await answer.Content.ReadAsStringAsync(Ct)).Order());
        }
    }

    [Fact]
    public async Task A_sentence_about_a_hostile_address_is_json_and_never_a_page()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        foreach (var hostile in HostileTexts.All)
        {
            using var answer = await browser.GetAsync($"/nowhere/{Uri.EscapeDataString(hostile)}");
            Assert.NotEqual("text/html", answer.Content.Headers.ContentType?.MediaType);
            Assert.DoesNotContain("<", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/setup")]
    [InlineData("/health")]
    [InlineData("/nowhere")]
    [InlineData("/assets/couriarr.css")]
    [InlineData("/api-docs/index.html")]
    [InlineData("/api-docs/swagger-ui-bundle.js")]
    public async Task Every_answer_tells_the_browser_what_not_to_do(string path)
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = host.Visit();
        using var answer = await browser.GetAsync(path);
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));

        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'; base-uri 'none'; form-action 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        // A page with a form must know its own origin again; nobody else hears of it either way.
        Assert.Equal([path == "/setup" ? "same-origin" : "no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
    }

    [Fact]
    public async Task The_pages_have_no_lines_of_script_or_style_in_them()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        foreach (var path in new[] { "/", "/ui/sessions", "/ui/password", "/ui/audit", "/api-docs/index.html" })
            Assert.DoesNotMatch("<script(?![^>]*src=)|<style| style=| on[a-z]+=|javascript:", await browser.ReadAsync(path));
    }

    private static List<string> Tags(string html) => [.. Tag().Matches(html).Select(match => $"<{match.Groups["name"].Value}>")];

    [GeneratedRegex("<(?<name>/?[a-z!][a-z0-9]*)[^>]*>", RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
}
