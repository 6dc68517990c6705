using System.Diagnostics;

namespace Couriarr.Bench.Queues;

/// <summary>Queues of others, fetched for the bench alone into a folder that is gone after it.</summary>
internal static class Peers
{
    private static readonly string[] Packages = ["pg-boss@10.4.2", "graphile-worker@0.17.3", "bullmq@6.7.0", "ioredis@5", "pg@8.23.1"];

    /// <returns>Where they are; null when they cannot be had here.</returns>
    public static async Task<string?> FetchAsync(string folder)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"private":true}""");
        try
        {
            var start = new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", .. Packages])
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var npm = Process.Start(start)!;
            _ = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            await npm.WaitForExitAsync();
            return npm.ExitCode == 0 ? folder : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
