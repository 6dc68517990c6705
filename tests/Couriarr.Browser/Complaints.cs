using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Couriarr.Browser;

/// <summary>Everything a browser was not content with during a visit, in all its tabs.</summary>
internal sealed class Complaints
{
    private readonly ConcurrentQueue<string> _heard = [];
    private readonly ConcurrentQueue<string> _forgiven = [];

    /// <summary>To be put into every page before its own lines: tells of what the rules of the page stopped, and of a stranger's alert.</summary>
    public const string Ears = """
        addEventListener('securitypolicyviolation', report =>
            console.error(`Stopped by the policy: ${report.violatedDirective} ${report.blockedURI} ${report.sample}`), true);
        const alert = window.alert;
        window.alert = text => { window.ranForStrangers = true; console.error('A script of strangers ran'); alert(text); };
        """;

    public static async Task<Complaints> HearAsync(IBrowserContext context)
    {
        var complaints = new Complaints();
        context.Console += (_, said) => complaints.Add(IsGrave(said), $"console: {said.Text} {said.Location}");
        context.WebError += (_, error) => complaints.Add(true, $"script: {error.Error}");
        context.RequestFailed += (_, request) => complaints.Add(!IsGivenUp(request), $"request: {request.Url} {request.Failure}");
        context.Dialog += (_, dialog) => complaints.Close(dialog);
        await context.AddInitScriptAsync(Ears);
        return complaints;
    }

    /// <summary>Something the visit is about, as the answer 401 when a wrong password is tried. It has to come.</summary>
    public void Forgive(string part) => _forgiven.Enqueue(part);

    public void AssertNone()
    {
        var unforgiven = _heard.Where(said => !_forgiven.Any(part => said.Contains(part, StringComparison.Ordinal))).ToList();
        Assert.True(unforgiven.Count == 0, $"The browser complained:\n{string.Join('\n', unforgiven)}");
        Assert.All(_forgiven, part => Assert.Contains(_heard, said => said.Contains(part, StringComparison.Ordinal)));
    }

    public override string ToString() => string.Join('\n', _heard);

    private void Add(bool counts, string complaint)
    {
        if (counts)
            _heard.Enqueue(complaint);
    }

    // One that stays open would stop all that follows.
    private void Close(IDialog dialog)
    {
        Add(true, $"dialog: {dialog.Message}");
        _ = dialog.DismissAsync();
    }

    // What is answered in JSON names no icon, so the browser looks for one by itself, sooner or later.
    private static bool IsGrave(IConsoleMessage said) =>
        (said.Type is "error" or "assert" || said.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
        && !said.Location.Contains("/favicon.ico", StringComparison.Ordinal);

    // Who leaves a page does not wait for what it still asked for.
    private static bool IsGivenUp(IRequest request) => request.Failure is "net::ERR_ABORTED";
}
