using System.Diagnostics;

namespace Couriarr.CrashRig.Carry;

/// <summary>A mount that can hang like a dead server's, or vanish and leave a bare folder. What is in it lies in <paramref name="behind"/>.</summary>
internal sealed class FuseFolder(string name, string behind, string folder) : IDisposable
{
    private readonly List<Process> _servers = [];

    public static bool IsPossible =>
        Environment.IsPrivilegedProcess && Shell.Has("bindfs") && Shell.Has("mount") && File.Exists("/dev/fuse");

    public string Name => name;
    public string Folder => folder;

    /// <summary>The same, past the mount.</summary>
    public string Behind => behind;

    /// <summary>Files that somebody wrote to the bare folder while nothing was mounted.</summary>
    public List<string> Strays { get; } = [];

    public async Task MountAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(behind);
        Directory.CreateDirectory(folder);
        Strays.AddRange(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        _servers.Add(
            Process.Start(
                new ProcessStartInfo("bindfs", ["-f", "--no-allow-other", "-o", "nonempty", behind, folder]) { UseShellExecute = false }
            )!
        );
        await Until.TrueAsync(() => Task.FromResult(IsMounted), $"{name} is mounted", ct);
    }

    public void Hang() => Signals.Send(_servers[^1], Signal.Stop);

    public void Thaw() => _servers.ForEach(server => Signals.Send(server, Signal.Continue));

    public void Vanish() => Shell.Run("umount", "-l", folder);

    /// <summary>Whatever state it is in, it is gone afterwards.</summary>
    public void Dispose()
    {
        Thaw();
        while (IsMounted)
            Vanish();
        foreach (var server in _servers)
        {
            if (!server.HasExited)
                server.Kill();
            server.WaitForExit();
            server.Dispose();
        }
    }

    private bool IsMounted => File.ReadLines("/proc/self/mountinfo").Any(line => line.Split(' ')[4] == folder);
}
