using System.Net;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

/// <summary>Jobs are ticked in the list and changed together, and a job's page has its part of the log.</summary>
[Trait("family", "browser")]
public sealed class ChosenJobsTests : IDisposable
{
    private const string Chosen = "/ui/queue/chosen";
    private readonly BrowserHost.Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_ticked_are_cancelled_and_brought_back_and_the_others_left_alone()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        long[] jobs = [await AddAsync(host), await AddAsync(host), await AddAsync(host)];
        Assert.Contains(
            $"name=\"job\" value=\"{jobs[0]}\" form=\"chosen\"",
            await browser.ReadAsync("/ui/queue"),
            StringComparison.Ordinal
        );

        var page = await ChangeAsync(browser, "/ui/queue", "cancel", jobs[0], jobs[1]);
        Assert.Contains("2 jobs are cancelled.", page, StringComparison.Ordinal);
        Assert.Equal([JobState.Cancelled, JobState.Cancelled, JobState.Scheduled], await StatesAsync(host, jobs));

        page = await ChangeAsync(browser, "/ui/history", "retry", jobs[1]);
        Assert.Contains("1 job is tried again.", page, StringComparison.Ordinal);
        Assert.NotEqual(JobState.Cancelled, (await StatesAsync(host, jobs))[1]);
    }

    [Fact]
    public async Task What_lets_nothing_be_done_is_counted_with_the_reason()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var job = await AddAsync(host);

        var page = await ChangeAsync(browser, "/ui/queue", "cancel", job, 4711);

        Assert.Contains("1 job is cancelled. 1 stays as it is: There is no such job", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cancel", "")]
    [InlineData("cancel", "x")]
    [InlineData("explode", "1")]
    public async Task Nothing_ticked_or_nothing_asked_changes_nothing(string deed, string job)
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var waiting = await AddAsync(host);

        using var answer = await browser.SubmitTokenOf("/ui/queue", Chosen, ("do", deed), ("job", job), ("back", "/ui/queue"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("Tick the jobs first.", await browser.ReadAsync("/ui/queue"), StringComparison.Ordinal);
        Assert.Equal([JobState.Scheduled], await StatesAsync(host, waiting));
    }

    [Fact]
    public async Task A_job_shows_its_lines_of_the_log_and_the_way_to_all()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var job = await AddAsync(host);
        Assert.Contains(
            "None of the newest lines of the log is about it.",
            await browser.ReadAsync($"/ui/jobs/{job}"),
            StringComparison.Ordinal
        );

        (await browser.SubmitTokenOf("/ui/queue", $"/ui/jobs/{job}/rush", ("back", "/ui/queue"))).Dispose();
        var page = await UntilAsync(browser, $"/ui/jobs/{job}", "<ol class=\"log\">");

        Assert.Contains($"#{job}</a>", page[page.IndexOf("<ol class=\"log\">", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains($"href=\"/ui/logs?level=DEBUG&amp;job={job}\"", page, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private static async Task<string> ChangeAsync(Browser browser, string page, string deed, params long[] jobs)
    {
        using var answer = await browser.SubmitTokenOf(
            page,
            Chosen,
            [("do", deed), .. jobs.Select(job => ("job", $"{job}")), ("back", page)]
        );
        Assert.Equal(page, answer.Headers.Location?.ToString());
        return await browser.ReadAsync(page);
    }

    private static async Task<string> UntilAsync(Browser browser, string path, string sign)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var page = await browser.ReadAsync(path);
            if (page.Contains(sign, StringComparison.Ordinal))
                return page;
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    private static async Task<JobState[]> StatesAsync(BrowserHost host, params long[] jobs)
    {
        var states = new List<JobState>();
        foreach (var job in jobs)
            states.Add((await host.Get<IJobReader>().FindAsync(new JobId(job), Ct))!.State);
        return [.. states];
    }

    // Far ahead, so that it stays; of what it carries nothing can be made, so that it says so when it is run.
    private static async Task<long> AddAsync(BrowserHost host)
    {
        var job = new NewJob("tell", "notify", 5, "{}", DateTimeOffset.UnixEpoch.AddYears(80), TimeProvider.System.GetUtcNow())
        {
            Rank = 1,
            MaxRetries = 3,
        };
        return (await host.Get<IJobStore>().AddAsync([job], Ct))[0].Value;
    }
}
