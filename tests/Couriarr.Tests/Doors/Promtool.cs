using System.Diagnostics;

namespace Couriarr.Tests.Doors;

/// <summary>Prometheus' own judge of metrics.</summary>
internal static class Promtool
{
    public static bool IsThere { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "promtool")));

    /// <returns>What it objects to; nothing when all is well.</returns>
    public static async Task<string> CheckAsync(string metrics, CancellationToken ct)
    {
        var start = new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var promtool = Process.Start(start)!;
        var said = Task.WhenAll(promtool.StandardOutput.ReadToEndAsync(ct), promtool.StandardError.ReadToEndAsync(ct));
        await promtool.StandardInput.WriteAsync(metrics.AsMemory(), ct);
        promtool.StandardInput.Close();
        await promtool.WaitForExitAsync(ct);
        var words = string.Concat(await said).Trim();
        return promtool.ExitCode == 0 ? words : $"promtool ends with {promtool.ExitCode}: {words}";
    }
}
