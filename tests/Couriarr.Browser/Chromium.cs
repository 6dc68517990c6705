using Couriarr.Browser;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace Couriarr.Browser;

/// <summary>The one browser of a run, Debian's own, without a window. It starts with the first who needs it.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";
    private const string Missing = "It needs chromium: sudo apt-get install -y chromium";

    private static readonly string[] Quiet =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly Lazy<Task<(IPlaywright Steering, IBrowser Browser)>> _started = new(StartAsync);

    /// <summary>A visit that shares nothing with another.</summary>
    public static async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions options)
    {
        Assert.SkipUnless(File.Exists(Program), Missing);
        var chromium = await TestContext.Current.GetFixture<Chromium>();
        return await (await chromium!._started.Value).Browser.NewContextAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated)
            return;
        var (steering, browser) = await _started.Value;
        await browser.DisposeAsync();
        steering.Dispose();
    }

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var steering = await Playwright.CreateAsync();
        return (steering, await steering.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Quiet }));
    }
}
