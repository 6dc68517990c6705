using System.Net;
using Couriarr.Jobs.Schedules;
using Couriarr.Jobs.Store;
using Couriarr.Tests.Security;
using Microsoft.Extensions.Logging;

namespace Couriarr.Tests.Dashboard;

/// <summary>Schedules, logs, the system and the settings, as somebody who is signed in finds them.</summary>
[Trait("family", "browser")]
public sealed class SetPageTests : IDisposable
{
    private readonly BrowserHost.Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_schedule_is_run_and_its_page_leads_to_what_came_of_it()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        Assert.Contains("Not run yet", await browser.ReadAsync("/ui/schedules"), StringComparison.Ordinal);

        using var run = await browser.SubmitTokenOf("/ui/schedules", "/ui/schedules/cleanup/run", ("back", "/ui/schedules"));

        Assert.Equal("/ui/schedules", run.Headers.Location?.ToString());
        var job = (await host.Get<ScheduleDesk>().ListAsync(Ct)).Single(schedule => schedule.Name == "cleanup").LastJob!;
        var page = await browser.ReadAsync("/ui/schedules");
        Assert.Contains($"Tidy the history of jobs runs now, as job #{job.Id.Value}.", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/ui/jobs/{job.Id.Value}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_that_is_none_is_not_run()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        (await browser.SubmitTokenOf("/ui/schedules", "/ui/schedules/nothing/run", ("back", "/ui/schedules"))).Dispose();
        Assert.Contains("note bad", await browser.ReadAsync("/ui/schedules"), StringComparison.Ordinal);
        Assert.Empty(await host.Get<IJobReader>().ListAsync(new JobQuery([], Kind: "maintenance"), Ct));
    }

    [Fact]
    public async Task The_log_is_filtered_by_level_text_and_job_and_its_lines_are_text()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var log = host.Get<ILogger<SetPageTests>>();
        log.LogInformation("A calm line about {Thing}", "<script>alert(1)</script>");
        log.LogWarning("A line that warns of floods");

        var all = await browser.ReadAsync("/ui/logs");
        Assert.Contains("A calm line about &lt;script&gt;alert(1)&lt;/script&gt;", all, StringComparison.Ordinal);
        Assert.Contains("warns of floods", all, StringComparison.Ordinal);
        Assert.DoesNotContain("A calm line", await browser.ReadAsync("/ui/logs?level=WARNING"), StringComparison.Ordinal);
        var found = await browser.ReadAsync("/ui/logs?q=FLOODS");
        Assert.Contains("warns of floods", found, StringComparison.Ordinal);
        Assert.DoesNotContain("A calm line", found, StringComparison.Ordinal);
        Assert.Contains("No line is like that", await browser.ReadAsync("/ui/logs?job=424242"), StringComparison.Ordinal);
        Assert.Contains("A calm line", await browser.ReadAsync("/ui/logs?level=NONSENSE&job=x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_file_can_be_fetched_from_its_page()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        Assert.Contains("href=\"/logs/files/application\"", await browser.ReadAsync("/ui/logs"), StringComparison.Ordinal);
        using var file = await browser.GetAsync("/logs/files/application");
        Assert.Equal("text/plain", file.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_system_says_what_runs_here()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var page = await browser.ReadAsync("/ui/system");
        Assert.Contains($"<dd class=\"mono\">{_scratch.Folder}</dd>", page, StringComparison.Ordinal);
        Assert.Contains(".NET 10", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/metrics\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_made_and_listed_with_the_way_back_to_it()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        Assert.Contains("There is no copy yet", await browser.ReadAsync("/ui/settings"), StringComparison.Ordinal);

        (await browser.SubmitTokenOf("/ui/settings", "/ui/settings/backup", ("back", "/ui/settings"))).Dispose();

        var name = Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(_scratch.Folder, "backups"), "couriarr-*.db")));
        var page = await browser.ReadAsync("/ui/settings");
        Assert.Contains($"{name} is made and checked", page, StringComparison.Ordinal);
        Assert.Contains($"./run restore {name}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_show_which_keys_are_set_and_none_of_them()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var page = await browser.ReadAsync("/ui/settings?all=true");
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(_scratch.Folder, "keys.env"), Ct))
            if (line.Split('=') is [var name, var key])
            {
                Assert.Contains(name, page, StringComparison.Ordinal);
                Assert.DoesNotContain(key, page, StringComparison.Ordinal);
            }
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_is_answered_in_the_frame()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        using var answer = await browser.GetAsync("/ui/nothing/of/the/kind");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no page at this address", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ui/receivers")]
    [InlineData("/ui/instances")]
    [InlineData("/ui/schedules")]
    [InlineData("/ui/logs")]
    [InlineData("/ui/system")]
    [InlineData("/ui/settings")]
    public async Task Every_page_stands_in_the_frame_and_is_for_those_who_are_in(string path)
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        var page = await browser.ReadAsync(path);
        Assert.Contains($"<a href=\"{path}\" aria-current=\"page\">", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]*src=)|<style| style=| on[a-z]+=\"|javascript:", page);
        using var stranger = host.Visit();
        using var answer = await stranger.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
