using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Couriarr.Features.Accounts;
using Couriarr.Logging;
using Couriarr.Tests.Arr;
using Couriarr.Tests.Doors;
using Couriarr.Tests.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Security;

/// <summary>Who changed what can be read afterwards, and no secret with it.</summary>
[Trait("family", "doors")]
public sealed class AuditTests : IDisposable
{
    private readonly BrowserHost.Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Changes_are_taken_down_with_who_what_which_and_from_where()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        (await browser.PostAsync("/schedules/cleanup/run")).Dispose();

        var newest = (await PageAsync(browser, "/audit")).GetProperty("entries")[0];

        Assert.Equal("admin", newest.GetProperty("who").GetString());
        Assert.Equal("Run a schedule now", newest.GetProperty("what").GetString());
        Assert.Equal("/schedules/cleanup/run", newest.GetProperty("thing").GetString());
        Assert.Equal("127.0.0.1", newest.GetProperty("address").GetString());
        var logged = await host.Get<LogReader>().TailAsync(1000, LogLevel.Information, job: null, Ct);
        Assert.Contains(logged, line => line.Message == "admin from 127.0.0.1: Run a schedule now /schedules/cleanup/run");
    }

    [Fact]
    public async Task Coming_and_going_is_taken_down_and_what_was_refused_is_not_called_done()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        (await browser.PostAsync("/schedules/nothing/run")).Dispose();
        (await browser.PostAsync("/logout")).Dispose();
        (await browser.SignInAsync("admin", "not the password")).Dispose();
        (await browser.SignInAsync("nobody", "not the password")).Dispose();
        (await browser.SignInAsync("admin", BrowserHost.Password)).Dispose();

        var entries = (await PageAsync(browser, "/audit")).GetProperty("entries").EnumerateArray();

        Assert.Equal(
            [
                "admin: Signed in",
                "somebody under an unknown name: Failed to sign in",
                "admin: Failed to sign in",
                "admin: Sign out",
                "admin: Became the administrator",
            ],
            entries.Select(e => $"{e.GetProperty("who")}: {e.GetProperty("what")}")
        );
    }

    [Fact]
    public async Task What_an_app_tells_with_the_full_key_is_news_and_no_deed()
    {
        await using var host = await DoorsHost.StartAsync();
        using var body = new StringContent(Fixture.Read("radarr/Download.json"));
        (await host.Client.PostAsync("/webhooks/radarr", body, Ct)).EnsureSuccessStatusCode().Dispose();

        Assert.Equal(0, (await host.GetAsync("/audit")).GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task No_secret_is_taken_down_not_even_one_typed_into_the_wrong_field()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        (await browser.SignInAsync(BrowserHost.Password, "")).Dispose();
        var next = "CANARY-a-new-password";
        (string, string)[] change = [("current", BrowserHost.Password), ("new", next), ("again", next)];
        (await browser.SubmitTokenOf("/ui/password", "/account/password", change)).Dispose();

        var entries = (await PageAsync(browser, "/audit")).ToString();
        var logged = string.Join('\n', await host.Get<LogReader>().TailAsync(1000, LogLevel.Trace, job: null, Ct));

        Assert.Contains("Change the password", entries, StringComparison.Ordinal);
        foreach (var secret in new[] { BrowserHost.Password, next, host.Code, browser.Cookie("couriarr-session")! })
        {
            Assert.DoesNotContain(secret, entries, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, logged, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pages_go_backwards_to_the_beginning()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        foreach (var n in Enumerable.Range(1, 5))
            await host.Get<AuditTrail>().WriteAsync(new Deed("somebody", $"deed {n}", "", "here"), Ct);

        var read = new List<string?>();
        for (var next = "/audit?limit=2"; next is not null; )
        {
            var page = await PageAsync(browser, next);
            read.AddRange(page.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("what").GetString()));
            next = page.GetProperty("next").GetString();
        }
        Assert.Equal(["deed 5", "deed 4", "deed 3", "deed 2", "deed 1", "Became the administrator"], read);
        using var odd = await browser.Client.GetAsync("/audit?limit=0", Ct);
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
    }

    [Fact]
    public async Task What_is_older_than_half_a_year_is_forgotten_when_something_new_happens()
    {
        var clock = new FakeClock();
        await using var host = await BrowserHost.StartAsync(_scratch, clock);
        var trail = host.Get<AuditTrail>();
        await trail.WriteAsync(new Deed("somebody", "old", "", "here"), Ct);
        clock.Jump(AuditTrail.Kept + TimeSpan.FromDays(1));
        await trail.WriteAsync(new Deed("somebody", "new", "", "here"), Ct);
        Assert.Equal("new", Assert.Single(await trail.ListAsync(before: null, 10, Ct)).Deed.What);
    }

    private static Task<JsonElement> PageAsync(Browser browser, string path) => browser.Client.GetFromJsonAsync<JsonElement>(path, Ct);
}
