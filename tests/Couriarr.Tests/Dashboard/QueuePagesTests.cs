using System.Net;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

/// <summary>The queue, its history and a job, as a person finds and changes them without any script.</summary>
[Trait("family", "browser")]
public sealed class QueuePagesTests : IDisposable
{
    private readonly BrowserHost.Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_is_in_the_queue_and_what_ended_in_the_history()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var job = await AddAsync(host, "Dune");
        Assert.Contains($"#{job}", await browser.ReadAsync("/ui/queue"), StringComparison.Ordinal);
        Assert.DoesNotContain($"#{job}<", await browser.ReadAsync("/ui/history"), StringComparison.Ordinal);

        using var answer = await ActAsync(browser, $"/ui/jobs/{job}/cancel");

        Assert.Equal("/ui/queue", answer.Headers.Location?.ToString());
        Assert.Contains($"Job #{job} is cancelled.", await browser.ReadAsync("/ui/queue"), StringComparison.Ordinal);
        Assert.Contains($"#{job}<", await browser.ReadAsync("/ui/history?state=cancelled"), StringComparison.Ordinal);
        Assert.DoesNotContain($"#{job}<", await browser.ReadAsync("/ui/history?state=dead"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_is_shown_once()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        using var answer = await ActAsync(browser, "/ui/lanes/transfer/pause");

        var (first, second) = (await browser.ReadAsync("/ui/queue"), await browser.ReadAsync("/ui/queue"));

        Assert.Contains("role=\"status\">", first, StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"status\">", second, StringComparison.Ordinal);
        Assert.Contains("Paused on the dashboard.", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_is_said_on_the_page()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        using var answer = await ActAsync(browser, "/ui/jobs/4711/retry");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("There is no such job", await browser.ReadAsync("/ui/queue"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_are_cancelled_only_when_it_is_said_which()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var job = await AddAsync(host, "Dune");
        using var all = await ActAsync(browser, "/ui/queue/cancel");
        Assert.Equal(JobState.Scheduled, (await host.Get<IJobReader>().FindAsync(new JobId(job), Ct))!.State);

        using var some = await ActAsync(browser, "/ui/queue/cancel", ("state", "scheduled"), ("kind", "tell"));

        Assert.Equal(JobState.Cancelled, (await host.Get<IJobReader>().FindAsync(new JobId(job), Ct))!.State);
    }

    [Fact]
    public async Task A_page_of_the_list_leads_to_the_next_with_its_filter()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        for (var i = 0; i < 51; i++)
            await AddAsync(host, $"Film {i}");

        var page = await browser.ReadAsync("/ui/queue?kind=tell&q=Film");

        Assert.Contains("href=\"/ui/queue?kind=tell&amp;q=Film&amp;before=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Film 0<", page, StringComparison.Ordinal);
        Assert.Contains("Film 50", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_goes_back_page_by_page_and_says_how_far_it_has_come()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        await EndAsync(host, 7, "An old film");
        await EndAsync(host, 150_000, "A new film");

        var first = await browser.ReadAsync("/ui/history?q=old+film");
        var second = await browser.ReadAsync("/ui/history?q=old+film&before=50001");

        Assert.Contains("It was looked back to job #50001; the next page looks further.", first, StringComparison.Ordinal);
        Assert.Contains("q=old%20film&amp;before=50001", first, StringComparison.Ordinal);
        Assert.DoesNotContain("/ui/jobs/7\"", first, StringComparison.Ordinal);
        Assert.Contains("/ui/jobs/7\"", second, StringComparison.Ordinal);
        Assert.DoesNotContain("It was looked back", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_title_is_text()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        foreach (var hostile in HostileTexts.All)
        {
            var job = await AddAsync(host, hostile);
            foreach (var path in new[] { $"/ui/jobs/{job}", "/ui/queue" })
            {
                var page = await browser.ReadAsync(path);
                Assert.DoesNotMatch("<script(?![^>]*src=)|<style|<img|<iframe|<[a-z]+(\\s+[a-z-]+=\"[^\"]*\")*\\s+(style|on[a-z]+)=", page);
                Assert.DoesNotContain("\u202e", page, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_said_in_our_frame()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        using var answer = await browser.GetAsync("/ui/jobs/4711");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such job", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_in_an_address_is_said_on_a_page_and_to_a_program_as_json()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        using var page = await browser.GetAsync("/ui/audit?before=abc");
        using var json = await browser.Client.GetAsync(new Uri("/ui/audit?before=abc", UriKind.Relative), Ct);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (page.StatusCode, json.StatusCode));
        Assert.Contains("which is no whole number.", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(
            ["text/html", "application/json"],
            new[] { page, json }.Select(answer => answer.Content.Headers.ContentType?.MediaType)
        );
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    [InlineData("")]
    public async Task An_act_leads_back_to_a_page_of_ours_whatever_the_form_says(string back)
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        using var answer = await browser.SubmitTokenOf("/ui/queue", "/ui/theme", ("back", back));

        Assert.Equal("/", answer.Headers.Location?.ToString());
        Assert.Contains("data-theme=\"dark\"", await browser.ReadAsync("/ui/queue"), StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private static Task<HttpResponseMessage> ActAsync(Browser browser, string path, params (string, string)[] fields) =>
        browser.SubmitTokenOf("/ui/queue", path, [.. fields, ("back", "/ui/queue")]);

    private static Task<int> EndAsync(BrowserHost host, long id, string title) =>
        host.Get<Database>()
            .WriteAsync(
                session =>
                    session.ExecuteAsync(
                        """
                        INSERT INTO job_history (id, type, lane, priority, state, payload, payload_version, run_at, created_at, completed_at,
                            retry_count, max_retries, crash_count)
                        VALUES (@p1, 'tell', 'notify', 5, 'succeeded', @p2, 1, @p3, @p3, @p3, 0, 3, 0)
                        """,
                        id,
                        $$"""{"title":"{{title}}"}""",
                        TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()
                    ),
                WriteKind.Upkeep,
                Ct
            );

    // Far ahead, so that it stays.
    private static async Task<long> AddAsync(BrowserHost host, string title)
    {
        var payload = System.Text.Json.JsonSerializer.Serialize(new { notice = new { title } });
        var job = new NewJob("tell", "notify", 5, payload, DateTimeOffset.UnixEpoch.AddYears(80), DateTimeOffset.UnixEpoch)
        {
            Rank = 1,
            MaxRetries = 3,
        };
        return (await host.Get<IJobStore>().AddAsync([job], Ct))[0].Value;
    }
}
