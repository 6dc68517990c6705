using Couriarr.Features.Accounts;

namespace Couriarr.Tests.Security;

/// <summary>A real browser gets in, finds its way, and runs nothing that is not ours.</summary>
[Trait("family", "browser")]
[Trait("slow", "yes")]
public sealed class RealBrowserTests : IDisposable
{
    private const string NoBrowser = "It needs chromium.";
    private readonly BrowserHost.Scratch _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task The_first_visit_leads_from_the_code_to_the_first_page_and_out_again()
    {
        Assert.SkipUnless(Chromium.IsPossible, NoBrowser);
        await using var host = await BrowserHost.StartAsync(_scratch);
        await using var chromium = await Chromium.StartAsync(Ct);

        await SetUpAsync(chromium, host);
        Assert.Equal("Apps", await chromium.EvaluateAsync("document.querySelector('h1').innerText", Ct));
        Assert.Equal("", await chromium.EvaluateAsync("document.cookie", Ct));
        await chromium.LeaveByAsync("document.querySelector('form[action=\"/logout\"]').requestSubmit()", Ct);

        Assert.Equal("/login", await chromium.EvaluateAsync("location.pathname", Ct));
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task Sixty_hostile_browser_names_are_shown_and_none_of_them_runs()
    {
        Assert.SkipUnless(Chromium.IsPossible, NoBrowser);
        await using var host = await BrowserHost.StartAsync(_scratch);
        await using var chromium = await Chromium.StartAsync(Ct);
        await SetUpAsync(chromium, host);
        var account = (await host.Get<AccountTable>().FindAsync(Ct))!;
        foreach (var hostile in HostileTexts.All)
            await host.Get<SessionTable>().BeginAsync(account, new Guest("192.0.2.7", hostile), Ct);

        await chromium.OpenAsync($"{host.Address}/ui/sessions", Ct);

        Assert.Equal($"{HostileTexts.All.Count + 1}", await chromium.EvaluateAsync("document.querySelectorAll('tbody tr').length", Ct));
        Assert.Contains("<script>alert(1)</script>", await chromium.EvaluateAsync("document.body.innerText", Ct), StringComparison.Ordinal);
        Assert.Equal(
            "0",
            await chromium.EvaluateAsync(
                "document.querySelectorAll('script:not([src]), main svg, img, iframe, [onerror], [onload]').length",
                Ct
            )
        );
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task The_page_of_the_api_works_under_the_same_rules()
    {
        Assert.SkipUnless(Chromium.IsPossible, NoBrowser);
        await using var host = await BrowserHost.StartAsync(_scratch);
        await using var chromium = await Chromium.StartAsync(Ct);
        await SetUpAsync(chromium, host);
        await chromium.OpenAsync($"{host.Address}/api-docs/index.html", Ct);

        const string Shown = """
            new Promise(done => {
                const look = () => document.querySelector('.opblock') ? done('shown') : requestAnimationFrame(look);
                look();
            })
            """;
        Assert.Equal("shown", await chromium.EvaluateAsync(Shown, Ct));
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task A_page_of_strangers_signs_nobody_out()
    {
        Assert.SkipUnless(Chromium.IsPossible, NoBrowser);
        await using var host = await BrowserHost.StartAsync(_scratch);
        await using var chromium = await Chromium.StartAsync(Ct);
        await SetUpAsync(chromium, host);

        await chromium.OpenAsync($"data:text/html,<form method=post action={host.Address}/logout></form>", Ct);
        await chromium.LeaveByAsync("document.querySelector('form').submit()", Ct);

        Assert.Contains("\"error\"", await chromium.EvaluateAsync("document.body.innerText", Ct), StringComparison.Ordinal);
        Assert.Single(await host.Get<SessionTable>().ListAsync(Ct));
    }

    private static async Task SetUpAsync(Chromium chromium, BrowserHost host)
    {
        await chromium.OpenAsync($"{host.Address}/setup", Ct);
        foreach (var (field, value) in BrowserHost.SetupForm(host.Code))
            await chromium.EvaluateAsync($"document.getElementById('{field}').value = '{value}'", Ct);
        await chromium.LeaveByAsync("document.querySelector('form').requestSubmit()", Ct);
    }
}
