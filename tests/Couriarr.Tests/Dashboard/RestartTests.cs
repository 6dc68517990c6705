using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Couriarr.Features.Accounts;
using Couriarr.Tests.Arr;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

/// <summary>The service ends in good order and begins anew within its process.</summary>
[Trait("family", "browser")]
[Trait("slow", "yes")]
public sealed class RestartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_answered_while_it_began_anew_is_kept_and_the_rest_was_refused()
    {
        await using var host = await SavingHost.StartAsync();
        var kept = new ConcurrentBag<long>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var senders = Enumerable.Range(1, 4).Select(sender => SendAsync(host, sender, kept, enough.Token)).ToList();

        foreach (var turn in new[] { 2, 3 })
        {
            (await host.PostAsync("/restart")).EnsureSuccessStatusCode().Dispose();
            await host.UntilUpAsync(turn);
            await UntilMoreAsync(kept, senders);
        }
        await enough.CancelAsync();
        await Task.WhenAll(senders);

        Assert.NotEmpty(kept);
        foreach (var id in kept)
            Assert.Equal(id, (await host.GetAsync($"/inbox/{id}")).GetProperty("entry").GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task The_door_answers_begins_anew_and_is_taken_down()
    {
        await using var host = await SavingHost.StartAsync();
        var since = (await host.GetAsync("/health")).GetProperty("uptime_since").GetDateTimeOffset();

        using var answer = await host.PostAsync("/restart");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var told = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(since, told.GetProperty("since").GetDateTimeOffset());
        await host.UntilUpAsync(turn: 2);
        Assert.True((await host.GetAsync("/health")).GetProperty("uptime_since").GetDateTimeOffset() > since);
        Assert.Contains(await host.Get<AuditTrail>().ListAsync(null, 50, Ct), entry => entry.Deed.Thing == "/restart");
    }

    [Fact]
    public async Task It_begins_anew_with_the_configuration_file_as_it_is_then()
    {
        await using var host = await SavingHost.StartAsync("filters:\n  min_runtime: 20\n");
        await File.WriteAllTextAsync(Path.Combine(host.Folder, "config.yaml"), "filters:\n  min_runtime: 7\n", Ct);

        (await host.PostAsync("/restart")).EnsureSuccessStatusCode().Dispose();
        await host.UntilUpAsync(turn: 2);

        Assert.Equal(7, host.Get<Features.Configuration.Options.CouriarrOptions>().Filters.MinRuntime);
    }

    [Fact]
    public async Task It_does_not_begin_anew_with_a_configuration_that_would_stop_it()
    {
        await using var host = await SavingHost.StartAsync("filters:\n  min_runtime: 20\n");
        using var reader = await host.VisitAsync();
        await File.WriteAllTextAsync(Path.Combine(host.Folder, "config.yaml"), "filters:\n  min_runtme: 7\n", Ct);

        using var answer = await host.PostAsync("/restart");
        var page = await reader.PressAsync("/ui/settings", "/ui/restart");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("there is no option filters.min_runtme", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("there is no option filters.min_runtme", page, StringComparison.Ordinal);
        Assert.Equal(1, host.Turns);
    }

    [Fact]
    public async Task Whoever_asks_for_it_on_a_page_is_led_back_and_stays_signed_in()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();

        var page = await reader.SendAsync("/ui/settings", "/ui/restart", HttpStatusCode.OK);

        Assert.Contains("data-return=\"/ui/settings\"", page, StringComparison.Ordinal);
        Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"10;url=/ui/settings\"", page, StringComparison.Ordinal);
        Assert.Contains("<a class=\"button quiet\" href=\"/ui/settings\">Go back now</a>", page, StringComparison.Ordinal);
        await host.UntilUpAsync(turn: 2);
        Assert.Contains("Couriarr has begun anew.", await reader.TextAsync("/ui/settings"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_strangers_does_not_restart_it()
    {
        await using var host = await SavingHost.StartAsync();
        using var reader = await host.VisitAsync();

        using var answer = await reader.Browser.SendFormAsync("/ui/restart", [("back", "/")], "http://elsewhere.example");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(1, host.Turns);
    }

    private static async Task UntilMoreAsync(ConcurrentBag<long> kept, IReadOnlyList<Task> senders)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var before = kept.Count;
        while (kept.Count < before + 8)
        {
            foreach (var broken in senders.Where(sender => sender.IsCompleted))
                await broken;
            await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
        }
    }

    // Like an app: what is not answered with 2xx it sends again later, here as another one.
    private static async Task SendAsync(SavingHost host, int sender, ConcurrentBag<long> kept, CancellationToken ct)
    {
        var template = Fixture.Read("radarr/Download.json");
        for (var i = 0; !ct.IsCancellationRequested; i++)
        {
            using var body = new StringContent(
                template.Replace("640", $"{sender}{i:00000}", StringComparison.Ordinal),
                Encoding.UTF8,
                "application/json"
            );
            try
            {
                using var answer = await host.Client.PostAsync("/sync", body, Ct);
                if (answer.StatusCode is HttpStatusCode.OK)
                    kept.Add(
                        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct)).GetProperty("id").GetInt64()
                    );
                else
                    Assert.True(answer.StatusCode >= HttpStatusCode.InternalServerError, $"{answer.StatusCode} would not be sent again.");
            }
            catch (HttpRequestException)
            {
                // Nobody is there for a moment.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(20), Ct);
        }
    }
}
