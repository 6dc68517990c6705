using System.Diagnostics;

namespace Couriarr.Tests.Storage;

/// <summary>Real tools of the system, for real faults.</summary>
internal static class Shell
{
    public static bool Has(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, tool)));

    /// <returns>The exit code.</returns>
    public static int Run(string tool, params string[] arguments)
    {
        using var process = Start(tool, arguments);
        process.StandardInput.Close();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    public static Process Start(string tool, params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(tool, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
}

/// <summary>A file system of its own, as small as the test wants it.</summary>
internal sealed class SmallDisk : IDisposable
{
    public const string Reason = "needs root to mount a small tmpfs";

    /// <param name="folder">Where it is mounted; a new folder if not said.</param>
    public SmallDisk(string options, string? folder = null, string type = "tmpfs")
    {
        Folder = Directory.CreateDirectory(folder ?? Directory.CreateTempSubdirectory("couriarr-disk-").FullName).FullName;
        if (Shell.Run("mount", "-t", type, "-o", options, type, Folder) != 0)
            throw new InvalidOperationException("mount failed");
    }

    public static bool IsPossible => Environment.IsPrivilegedProcess && Shell.Has("mount");

    public string Folder { get; }
    public string Data => Path.Combine(Folder, "data");

    private string Filler => Path.Combine(Folder, "filler");

    /// <summary>To the last byte, or nearly.</summary>
    public void Fill(long leave = 0)
    {
        var size = Math.Max(0, new DriveInfo(Folder).AvailableFreeSpace - leave) / 1024;
        Shell.Run("dd", "if=/dev/zero", "of=" + Filler, "bs=1k", leave == 0 ? "count=1000000" : $"count={size}", "status=none");
    }

    public void Empty() => File.Delete(Filler);

    public void Dispose()
    {
        Shell.Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }
}
