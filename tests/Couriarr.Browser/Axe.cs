using System.Diagnostics;
using Couriarr.Tests.House;
using Microsoft.Playwright;

namespace Couriarr.Browser;

/// <summary>axe-core, which knows what people with a screen reader or weak eyes stumble over. It is fetched with npm when it is missing.</summary>
internal static class Axe
{
    private const string Version = "4.14.1";

    private const string Look = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
            .filter(found => ['serious', 'critical'].includes(found.impact))
            .map(found => `${found.impact} ${found.id}: ${found.help}: ${found.nodes.map(node => node.html).join(' ').slice(0, 300)}`)
        """;

    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", $"axe-core-{Version}");
    private static readonly string Script = Path.Combine(Folder, "node_modules", "axe-core", "axe.min.js");
    private static readonly Lazy<Task<string>> Fetched = new(FetchAsync);

    /// <summary>What is serious or critical on the page.</summary>
    public static async Task<string[]> FindAsync(IPage page)
    {
        var trouble = await Fetched.Value;
        Assert.SkipUnless(File.Exists(Script), $"It needs axe-core {Version}, which npm could not fetch: {trouble}");
        // Evaluated by the one who steers, so that the rules of the page stay as they are.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Script));
        return await page.EvaluateAsync<string[]>(Look);
    }

    /// <returns>What npm complained of.</returns>
    private static async Task<string> FetchAsync()
    {
        if (File.Exists(Script))
            return "";
        Directory.CreateDirectory(Folder);
        string[] arguments = ["install", "--prefix", Folder, "--ignore-scripts", "--no-audit", "--no-fund", $"axe-core@{Version}"];
        try
        {
            using var npm = Process.Start(
                new ProcessStartInfo("npm", arguments)
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var (said, complained) = (npm.StandardOutput.ReadToEndAsync(limit.Token), npm.StandardError.ReadToEndAsync(limit.Token));
            await npm.WaitForExitAsync(limit.Token);
            return $"{await said} {await complained}";
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or OperationCanceledException)
        {
            return e.Message;
        }
    }
}
