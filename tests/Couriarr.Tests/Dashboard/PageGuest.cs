using System.Net;
using System.Text.RegularExpressions;
using Couriarr.Doors.Access.Setup;
using Couriarr.Storage.Sql;
using Couriarr.Tests.Doors;
using Couriarr.Tests.Security;

namespace Couriarr.Tests.Dashboard;

/// <summary>Somebody who is signed in and looks at pages.</summary>
internal sealed partial class PageGuest(DoorsHost host, Browser browser) : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<PageGuest> AtAsync(DoorsHost host)
    {
        var browser = new Browser(new Uri(host.Address));
        using var answer = await browser.SubmitAsync("/setup", BrowserHost.SetupForm(host.Get<FirstVisit>().Code.Text));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        (await browser.GetAsync("/ui/welcome/later")).Dispose();
        return new PageGuest(host, browser);
    }

    /// <summary>The page as it was sent.</summary>
    public Task<string> ReadAsync(string path) => browser.ReadAsync(path);

    /// <summary>What a person reads on it.</summary>
    public async Task<string> LookAsync(string path) => TextOf(await ReadAsync(path));

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await browser.GetAsync(path);
        return answer.StatusCode;
    }

    /// <summary>Presses a button of the page, and reads the page that it leads to.</summary>
    public async Task<string> PressAsync(string page, string to, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.SubmitTokenOf(page, to, [.. fields, ("back", page)]);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return await LookAsync(answer.Headers.Location!.ToString());
    }

    /// <summary>Looks at the page until a person reads that on it.</summary>
    public async Task<string> UntilAsync(string path, string words)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var text = await LookAsync(path);
            if (text.Contains(words, StringComparison.Ordinal))
                return text;
            Assert.False(limit.IsCancellationRequested, $"'{words}' did not come to stand on {path}: {text}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Ct);
        }
    }

    public Task WriteAsync(string sql, params object?[] values) =>
        host.Get<Database>().WriteAsync(session => session.ExecuteAsync(sql, values), WriteKind.Growth, Ct);

    public static List<string> TagsOf(string html) => [.. Tag().Matches(html).Select(match => match.Groups["name"].Value)];

    public void Dispose() => browser.Dispose();

    private static string TextOf(string html) =>
        Blank().Replace(WebUtility.HtmlDecode(Tag().Replace(html[html.IndexOf("<main", StringComparison.Ordinal)..], " ")), " ");

    [GeneratedRegex("<(?<name>/?[a-z!][a-z0-9]*)[^>]*>", RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
