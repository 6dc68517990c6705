using System.Net;
using Couriarr.Features.Members;
using Couriarr.Neighbours;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

/// <summary>The form of an app: tried before it is stored, by an app that answers as the real one does.</summary>
[Trait("family", "browser")]
public sealed class AppFormTests : IDisposable
{
    private const string Form = "/ui/add/instances?kind=radarr";
    private readonly BrowserHost.Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("try", HttpStatusCode.OK)]
    [InlineData("save", HttpStatusCode.BadRequest)]
    public async Task A_wrong_key_is_said_beside_the_key_and_nothing_is_stored(string act, HttpStatusCode status)
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        using var answer = await SendAsync(browser, radarr.Address.ToString(), new string('9', 32), act);
        Assert.Equal(status, answer.StatusCode);
        Assert.Matches(
            "(?s)id=\"o.api_key\"[^>]*class=\"wrong\"[^>]*>\\s*<p class=\"complaint\" role=\"alert\">[^<]",
            await ReadAsync(answer)
        );
        Assert.Null(await host.Get<MemberDesk>().FindAsync("instances", "hd", Ct));
    }

    [Fact]
    public async Task An_address_where_nobody_answers_is_said_beside_the_address_when_it_is_tried_and_stored_all_the_same()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        using var tried = await SendAsync(browser, "http://127.0.0.1:9", FakeArr.FirstKey, "try");
        Assert.Matches("(?s)id=\"o.url\"[^>]*class=\"wrong\"[^>]*>\\s*<p class=\"complaint\" role=\"alert\">[^<]", await ReadAsync(tried));
        using var stored = await SendAsync(browser, "http://127.0.0.1:9", FakeArr.FirstKey, "save");
        Assert.Equal(HttpStatusCode.SeeOther, stored.StatusCode);
    }

    [Fact]
    public async Task One_that_lets_us_in_shows_its_folders_and_the_mapping_that_its_newest_import_needs()
    {
        await using var radarr = await FakeArr.RadarrAsync();
        await radarr.ImportAsync(radarr.Add("Film"), new FakeImport("Film.mkv", new byte[9]));
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        using var answer = await SendAsync(browser, radarr.Address.ToString(), radarr.ApiKey, "try");
        var page = await ReadAsync(answer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains($"<span class=\"mono\">{radarr.RootFolders[0]}</span>", page, StringComparison.Ordinal);
        Assert.Contains("<li class=\"broken\"><strong>Mapping</strong>", page, StringComparison.Ordinal);
        Assert.Contains("- { from: /movies, source:", page, StringComparison.Ordinal);
        Assert.Null(await host.Get<MemberDesk>().FindAsync("instances", "hd", Ct));
    }

    private static Task<HttpResponseMessage> SendAsync(Browser browser, string url, string key, string act) =>
        browser.SubmitTokenOf(
            Form,
            "/ui/add/instances",
            ("kind", "radarr"),
            ("name", "hd"),
            ("o.url", url),
            ("o.api_key", key),
            ("act", act)
        );

    private static Task<string> ReadAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Ct);
}
