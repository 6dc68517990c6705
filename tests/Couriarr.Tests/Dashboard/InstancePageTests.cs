using System.Net;
using Couriarr.Neighbours;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

/// <summary>The apps on their pages, against one that answers as the real one does.</summary>
[Trait("family", "browser")]
public sealed class InstancePageTests : IDisposable
{
    private readonly BrowserHost.Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task An_app_that_answers_is_shown_with_its_version_and_root_folders()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        await KnownApps.AddAsync(host, radarr);

        Assert.Contains("<span class=\"tag good\">Answers</span>", await browser.ReadAsync("/ui/instances"), StringComparison.Ordinal);
        var page = await browser.ReadAsync("/ui/instances/hd");
        Assert.Contains($"<span class=\"mono\">{radarr.RootFolders[0]}</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_does_not_answer_is_shown_with_the_reason()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        await using (var radarr = await FakeArr.RadarrAsync())
            await KnownApps.AddAsync(host, radarr);
        var page = await browser.ReadAsync("/ui/instances/hd");
        Assert.Contains("<span class=\"tag bad\">Does not answer</span>", page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"note bad\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_webhook_is_registered_by_one_click_and_the_app_has_called()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        await KnownApps.AddAsync(host, radarr);

        (await ActAsync(browser, "register")).Dispose();

        Assert.Single(radarr.Shelf.Hooks);
        Assert.Equal(200, Assert.Single(radarr.Deliveries).Status);
        Assert.Contains("The webhook is in &#x27;hd&#x27;", await browser.ReadAsync("/ui/instances/hd"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_that_cannot_reach_us_is_refused_with_the_reason()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        await KnownApps.AddAsync(host, radarr);
        (await ActAsync(browser, "register", ("url", "ftp://nowhere"))).Dispose();
        Assert.Contains("note bad", await browser.ReadAsync("/ui/instances/hd"), StringComparison.Ordinal);
        Assert.Empty(radarr.Shelf.Hooks);
    }

    [Fact]
    public async Task The_doctor_draws_the_way_hop_by_hop()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        await KnownApps.AddAsync(host, radarr);

        using var answer = await ActAsync(browser, "doctor", ("path", "/movies/Film (2021)/Film.mkv"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Matches(
            "(?s)<ol class=\"chain\">.*<li class=\"ok\"><strong>App</strong>.*<li class=\"broken\"><strong>Mapping</strong>",
            page
        );
        Assert.Contains("Add one for /movies", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_takes_no_path_that_leads_out()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        await KnownApps.AddAsync(host, radarr);
        using var answer = await ActAsync(browser, "doctor", ("path", "/movies/../etc/passwd"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("value=\"/movies/../etc/passwd\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Catching_up_is_a_job()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        await KnownApps.AddAsync(host, radarr);
        (await ActAsync(browser, "catchup")).Dispose();
        Assert.Matches("Job #\\d+ looks for what &#x27;hd&#x27; imported", await browser.ReadAsync("/ui/instances/hd"));
    }

    private static Task<HttpResponseMessage> ActAsync(Browser browser, string act, params (string, string)[] fields) =>
        browser.SubmitTokenOf("/ui/instances/hd", $"/ui/instances/hd/{act}", [("back", "/ui/instances/hd"), .. fields]);
}
