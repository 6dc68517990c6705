using System.Net;
using System.Net.Http.Json;
using Couriarr.Features.Accounts;
using Couriarr.Jobs;
using Couriarr.Logging;
using Couriarr.Storage;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Security;

/// <summary>The first visit, which makes the administrator, once.</summary>
[Trait("family", "doors")]
public sealed class SetupTests : IDisposable
{
    private readonly BrowserHost.Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task H05_The_first_visit_without_any_configuration_leads_through_the_setup_into_the_house()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = host.Visit();

        using var first = await browser.GetAsync("/");
        Assert.Equal((HttpStatusCode.Redirect, "/login"), (first.StatusCode, first.Headers.Location?.ToString()));
        using var login = await browser.GetAsync("/login");
        Assert.Equal((HttpStatusCode.SeeOther, "/setup"), (login.StatusCode, login.Headers.Location?.ToString()));
        using var done = await browser.SubmitAsync("/setup", BrowserHost.SetupForm(host.Code.ToLowerInvariant().Replace('-', ' ')));
        Assert.Equal((HttpStatusCode.SeeOther, "/ui/welcome"), (done.StatusCode, done.Headers.Location?.ToString()));
        Assert.Contains("<h1>Apps</h1>", await browser.ReadAsync("/ui/welcome/apps"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin", "admin")]
    [InlineData("admin", "password")]
    [InlineData("admin", "")]
    [InlineData("", "")]
    public async Task H05_There_is_no_default_password(string name, string password)
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = host.Visit();
        using var answer = await browser.Client.PostAsJsonAsync("/login", new { name, password }, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Of_two_setups_at_once_one_succeeds()
    {
        using var together = new Together("setup.before_create");
        await using var host = await BrowserHost.StartAsync(_scratch, failPoints: together);
        using var one = host.Visit();
        using var other = host.Visit();

        var answers = await Task.WhenAll(PostAsync(one, host.Code), PostAsync(other, host.Code));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], answers.Order());
    }

    [Fact]
    public async Task The_setup_is_gone_after_its_first_use_also_after_a_restart()
    {
        await using (var host = await BrowserHost.StartAsync(_scratch))
        {
            using var first = await host.SetUpAsync();
            await IsGoneAsync(host);
        }
        await using var again = await BrowserHost.StartAsync(_scratch);
        await IsGoneAsync(again);
    }

    [Fact]
    public async Task Without_the_code_nobody_becomes_the_administrator()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = host.Visit();

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(browser, ""));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(browser, "AAAAA-AAAAA-AAAAA-AAAAA"));
        Assert.False(await host.Get<AccountTable>().ExistsAsync(Ct));
    }

    [Fact]
    public async Task Guessing_the_code_is_slowed_down()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = host.Visit();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(browser, "AAAAA"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await PostAsync(browser, host.Code));
    }

    [Theory]
    [InlineData("short", "at least 12 characters")]
    [InlineData("elevenchars", "at least 12 characters")]
    public async Task A_password_that_is_easily_guessed_is_not_taken(string password, string why)
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = host.Visit();
        using var answer = await browser.SubmitAsync(
            "/setup",
            ("code", host.Code),
            ("name", "admin"),
            ("password", password),
            ("again", password)
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(why, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_is_printed_once_and_stands_in_no_log_file()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        await host.Get<Couriarr.Doors.Access.Setup.FirstVisit>().AnnounceAsync(host.Address, Ct);

        var printed = await host.PrintedAsync();
        var logged = await host.Get<LogReader>().TailAsync(1000, LogLevel.Trace, job: null, Ct);

        Assert.Equal(2, printed.Split(host.Code).Length);
        Assert.Contains(logged, line => line.Message.Contains("/setup", StringComparison.Ordinal));
        Assert.DoesNotContain(logged, line => line.Message.Contains(host.Code, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(_scratch.Folder, "*", SearchOption.AllDirectories).Where(IsReadable))
            Assert.DoesNotContain(host.Code, await File.ReadAllTextAsync(file, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configured_password_makes_the_administrator_and_no_setup()
    {
        await using var host = await BrowserHost.StartAsync(_scratch, adminPassword: BrowserHost.Password);
        await IsGoneAsync(host);
        using var browser = host.Visit();
        using var answer = await browser.SignInAsync("admin", BrowserHost.Password);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    [Fact]
    public async Task A_configured_password_replaces_none_that_was_chosen()
    {
        await using (var host = await BrowserHost.StartAsync(_scratch))
            (await host.SetUpAsync()).Dispose();
        await using var again = await BrowserHost.StartAsync(_scratch, adminPassword: "another long password");
        using var browser = again.Visit();
        using var answer = await browser.SignInAsync("admin", "another long password");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_configured_password_that_is_too_short_is_refused_at_the_start()
    {
        var refusal = await Assert.ThrowsAsync<StartupException>(() => BrowserHost.StartAsync(_scratch, adminPassword: "short"));
        Assert.StartsWith("auth.admin_password cannot be used", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'short'", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> PostAsync(Browser browser, string code)
    {
        var body = new
        {
            code,
            name = "admin",
            password = BrowserHost.Password,
        };
        using var answer = await browser.Client.PostAsJsonAsync("/setup", body, Ct);
        return answer.StatusCode;
    }

    private static async Task IsGoneAsync(BrowserHost host)
    {
        using var browser = host.Visit();
        using var page = await browser.GetAsync("/setup");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(browser, host.Code));
    }

    // The lock is held by the service.
    private static bool IsReadable(string file) => !file.EndsWith(".lock", StringComparison.Ordinal);

    /// <summary>Lets nobody pass the place before both are there.</summary>
    private sealed class Together(string place) : IFailPoints, IDisposable
    {
        private readonly Barrier _both = new(2);

        public void Reach(string point)
        {
            if (point == place)
                Assert.True(_both.SignalAndWait(TimeSpan.FromSeconds(20)));
        }

        public void Dispose() => _both.Dispose();
    }
}
