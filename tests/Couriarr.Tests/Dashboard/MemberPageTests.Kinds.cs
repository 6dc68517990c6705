using System.Net;
using Couriarr.Features.Members;
using Couriarr.Tests.Outside;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

public sealed partial class MemberPageTests
{
    [Fact]
    public async Task A_draft_is_tried_with_a_real_handshake_before_it_is_stored()
    {
        await using var radarr = await Neighbour.SayingAsync("""{"appName":"Radarr","version":"6.0.4"}""");
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();

        using var tried = await SendAsync(
            browser,
            "/ui/add/instances?kind=radarr",
            "/ui/add/instances",
            ("kind", "radarr"),
            ("name", "hd"),
            ("o.url", radarr.Address.ToString()),
            ("o.api_key", "k"),
            ("act", "try")
        );

        var page = await tried.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Radarr &#x27;hd&#x27; answers, version 6.0.4.", page, StringComparison.Ordinal);
        Assert.Null(await host.Get<MemberDesk>().FindAsync("instances", "hd", Ct));
    }

    [Fact]
    public async Task A_channel_shows_what_it_would_send()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        (await AddAsync(browser, "phone")).Dispose();
        var page = await browser.ReadAsync("/ui/members/channels/phone?message=delivered-movie");
        Assert.Contains("<option value=\"delivered-movie\" selected", page, StringComparison.Ordinal);
        Assert.Matches("&quot;topic&quot;: &quot;home&quot;", page);
    }

    [Fact]
    public async Task Every_kind_has_a_form()
    {
        await using var host = await BrowserHost.StartAsync(_scratch);
        using var browser = await host.SetUpAsync();
        foreach (var family in host.Get<MemberDesk>().Families)
        foreach (var kind in family.Kinds)
        {
            using var answer = await browser.GetAsync($"/ui/add/{family.Key}?kind={kind.Name}");
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{family.Key} {kind.Name}");
        }
    }
}
