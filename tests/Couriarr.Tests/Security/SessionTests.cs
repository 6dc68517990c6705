using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Doors.Access.Sessions;
using Couriarr.Tests.Jobs;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Tests.Security;

/// <summary>What a browser is given when it signs in, and when that is worth nothing any more.</summary>
[Trait("family", "doors")]
public sealed class SessionTests : IDisposable
{
    private const string Name = "couriarr-session";
    private readonly BrowserHost.Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_pages_and_gone_with_the_browser()
    {
        await using var host = await BrowserHost.StartAsync(_scratch, adminPassword: BrowserHost.Password);
        using var browser = host.Visit();
        using var answer = await browser.SignInAsync("admin", BrowserHost.Password);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(line => line.StartsWith(Name, StringComparison.Ordinal));
        Assert.Equal(["httponly", "path=/", "samesite=strict"], cookie.Split("; ").Skip(1).Order());
        Assert.Equal(64, browser.Cookie(Name)?.Length);
    }

    [Fact]
    public void Over_tls_the_cookie_is_bound_to_this_host_and_never_sent_in_clear()
    {
        var http = new DefaultHttpContext();
        (http.Request.Scheme, http.Request.PathBase) = ("https", "/couriarr");
        SessionCookie.Session.Write(http, "secret");
        Assert.Equal(
            "__Host-couriarr-session=secret; path=/; secure; samesite=strict; httponly",
            http.Response.Headers.SetCookie.ToString()
        );
    }

    [Fact]
    public void Below_a_base_path_it_is_sent_there_only()
    {
        var http = new DefaultHttpContext();
        http.Request.PathBase = "/couriarr";
        SessionCookie.Session.Write(http, "secret");
        Assert.Contains("path=/couriarr", http.Response.Headers.SetCookie.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_does_not_know_the_secret()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var secret = browser.Cookie(Name)!;
        var stored = Directory
            .EnumerateFiles(_scratch.Folder, "couriarr.db*")
            .Select(File.ReadAllBytes)
            .Select(System.Text.Encoding.Latin1.GetString);
        Assert.DoesNotContain(stored, text => text.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(stored, text => text.Contains(BrowserHost.Password, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(11.9, true)]
    [InlineData(12.1, false)]
    public async Task A_session_ends_after_half_a_day_without_use(double hours, bool lives)
    {
        var clock = new FakeClock();
        await using var host = await BrowserHost.StartAsync(_scratch, clock);
        using var browser = await host.SetUpAsync();
        clock.Jump(TimeSpan.FromHours(hours));
        Assert.Equal(lives, await IsInAsync(browser));
    }

    [Fact]
    public async Task A_session_ends_after_a_week_however_busy()
    {
        var clock = new FakeClock();
        await using var host = await BrowserHost.StartAsync(_scratch, clock);
        using var browser = await host.SetUpAsync();
        for (var half = 0; half < 13; half++)
        {
            clock.Jump(TimeSpan.FromHours(11.9));
            Assert.True(await IsInAsync(browser), $"after {half}");
        }
        clock.Jump(TimeSpan.FromHours(14));
        Assert.False(await IsInAsync(browser));
    }

    [Fact]
    public async Task Signing_in_again_gives_a_new_secret_and_takes_no_one_from_outside()
    {
        await using var host = await BrowserHost.StartAsync(_scratch, adminPassword: BrowserHost.Password);
        using var browser = host.Visit();
        var planted = new string('a', 64);
        browser.Keep(Name, planted);
        using var answer = await browser.SignInAsync("admin", BrowserHost.Password);
        Assert.NotEqual(planted, browser.Cookie(Name));
        Assert.True(await IsInAsync(browser));
    }

    [Fact]
    public async Task Sessions_outlive_a_restart()
    {
        string secret;
        await using (var host = await BrowserHost.StartAsync(_scratch))
        {
            using var browser = await host.SetUpAsync();
            secret = browser.Cookie(Name)!;
        }
        await using var again = await BrowserHost.StartAsync(_scratch);
        using var back = again.Visit();
        back.Keep(Name, secret);
        Assert.True(await IsInAsync(back));
    }

    [Fact]
    public async Task Signing_out_ends_it_in_the_program_too()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var secret = browser.Cookie(Name)!;
        using var answer = await browser.PostAsync("/logout");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        browser.Keep(Name, secret);
        Assert.False(await IsInAsync(browser));
    }

    [Fact]
    public async Task A_new_password_ends_all_sessions_and_begins_one_where_it_was_changed()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var here = await host.SetUpAsync();
        using var there = host.Visit();
        (await there.SignInAsync("admin", BrowserHost.Password)).Dispose();
        var (before, next) = (here.Cookie(Name), "a completely new password");

        using var wrong = await here.SubmitTokenOf(
            "/ui/password",
            "/account/password",
            ("current", "not it at all"),
            ("new", next),
            ("again", next)
        );
        Assert.Equal((HttpStatusCode.Forbidden, true), (wrong.StatusCode, await IsInAsync(there)));
        using var right = await here.SubmitTokenOf(
            "/ui/password",
            "/account/password",
            ("current", BrowserHost.Password),
            ("new", next),
            ("again", next)
        );

        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
        Assert.NotEqual(before, here.Cookie(Name));
        Assert.Equal((true, false), (await IsInAsync(here), await IsInAsync(there)));
        using var old = await there.SignInAsync("admin", BrowserHost.Password);
        using var fresh = await there.SignInAsync("admin", next);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.SeeOther), (old.StatusCode, fresh.StatusCode));
    }

    [Fact]
    public async Task Another_browser_is_seen_and_sent_away()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var here = await host.SetUpAsync();
        using var there = host.Visit();
        there.Client.DefaultRequestHeaders.Add("User-Agent", "TheOther/1.0");
        (await there.SignInAsync("admin", BrowserHost.Password)).Dispose();

        var sessions = await here.Client.GetFromJsonAsync<JsonElement>("/sessions", Ct);
        var other = sessions.EnumerateArray().Single(s => !s.GetProperty("is_this").GetBoolean());
        Assert.Equal("TheOther/1.0", other.GetProperty("agent").GetString());
        using var ended = await here.SubmitTokenOf("/ui/sessions", $"/sessions/{other.GetProperty("id").GetInt64()}/end");

        Assert.Equal(HttpStatusCode.SeeOther, ended.StatusCode);
        Assert.Equal((true, false), (await IsInAsync(here), await IsInAsync(there)));
        using var twice = await here.PostAsync($"/sessions/{other.GetProperty("id").GetInt64()}/end");
        Assert.Equal(HttpStatusCode.NotFound, twice.StatusCode);
    }

    // Whoever is in is not asked for a password.
    private static async Task<bool> IsInAsync(Browser browser)
    {
        using var answer = await browser.GetAsync("/login");
        return answer.StatusCode is HttpStatusCode.SeeOther;
    }
}
