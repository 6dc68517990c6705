using System.Net;
using Couriarr.Doors.Access.Setup;
using Couriarr.Tests.Doors;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

/// <summary>Somebody who is signed in, reads pages and presses their buttons, without any script.</summary>
internal sealed class Reader : IDisposable
{
    private Reader(Browser browser) => Browser = browser;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Browser Browser { get; }

    public static Task<Reader> OfAsync(DoorsHost host) => OfAsync(new Uri(host.Address), host.Get<FirstVisit>());

    public static async Task<Reader> OfAsync(Uri address, FirstVisit first)
    {
        var browser = new Browser(address);
        using var answer = await browser.SubmitAsync("/setup", BrowserHost.SetupForm(first.Code.Text));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return new Reader(browser);
    }

    /// <summary>What a page says, its signs as they were before they were escaped.</summary>
    public async Task<string> TextAsync(string path) => WebUtility.HtmlDecode(await MarkupAsync(path));

    public async Task<string> MarkupAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await Browser.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == status, text);
        return text;
    }

    /// <summary>Presses a button of a page, and reads the page to which that leads.</summary>
    public async Task<string> PressAsync(string page, string act, params (string Name, string Value)[] fields)
    {
        using var answer = await Browser.SubmitTokenOf(page, act, [("back", page), .. fields]);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync(Ct));
        return await TextAsync(answer.Headers.Location!.ToString());
    }

    /// <summary>Sends a form whose answer is a page itself.</summary>
    public async Task<string> SendAsync(string page, string act, HttpStatusCode status, params (string Name, string Value)[] fields)
    {
        using var answer = await Browser.SubmitTokenOf(page, act, [("back", page), .. fields]);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == status, text);
        return WebUtility.HtmlDecode(text);
    }

    public void Dispose() => Browser.Dispose();
}
