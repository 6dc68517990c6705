using System.Diagnostics;
using System.Globalization;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers;

/// <summary>A mount that can hang like a hard NFS mount, die, or vanish and leave a bare folder: bindfs over FUSE, from a folder of its own.</summary>
internal sealed class MountedFolder : IDisposable
{
    public const string Reason = "needs root, bindfs and /dev/fuse";
    private Process _server;

    public MountedFolder()
    {
        Folder = Directory.CreateTempSubdirectory("couriarr-mount-").FullName;
        Behind = Directory.CreateTempSubdirectory("couriarr-behind-").FullName;
        _server = Mount();
    }

    public static bool IsPossible => Environment.IsPrivilegedProcess && Shell.Has("bindfs") && File.Exists("/dev/fuse");

    /// <summary>What the program sees.</summary>
    public string Folder { get; }

    /// <summary>The same, past the mount.</summary>
    public string Behind { get; }

    /// <summary>How many calls from anywhere wait for it to answer, by the kernel's count.</summary>
    public int Waiting()
    {
        var counts = Directory.CreateTempSubdirectory("couriarr-fuse-").FullName;
        try
        {
            Shell.Run("mount", "-t", "fusectl", "none", counts);
            return int.Parse(File.ReadAllText(Path.Combine(counts, Connection(), "waiting")), CultureInfo.InvariantCulture);
        }
        finally
        {
            Shell.Run("umount", counts);
            Directory.Delete(counts);
        }
    }

    public void Hang() => Shell.Run("kill", "-STOP", $"{_server.Id}");

    public void Thaw() => Shell.Run("kill", "-CONT", $"{_server.Id}");

    /// <summary>Every call answers that the transport endpoint is not connected.</summary>
    public void Die() => _server.Kill();

    public void Vanish() => Shell.Run("umount", "-l", Folder);

    public void Return() => _server = Mount();

    // "36 35 0:45 / /tmp/couriarr-mount-1 rw ...": asked of the mount itself, it would not be told while that hangs.
    private string Connection() =>
        File.ReadLines("/proc/self/mountinfo").Select(line => line.Split(' ')).Last(words => words[4] == Folder)[2].Split(':')[1];

    private Process Mount()
    {
        var server = Shell.Start("bindfs", "-f", "--no-allow-other", Behind, Folder);
        for (var i = 0; i < 200 && Shell.Run("mountpoint", "-q", Folder) != 0; i++)
            server.WaitForExit(25);
        return Shell.Run("mountpoint", "-q", Folder) == 0 ? server : throw new InvalidOperationException($"bindfs did not mount {Folder}");
    }

    public void Dispose()
    {
        Thaw();
        Shell.Run("umount", "-l", Folder);
        if (!_server.HasExited)
            _server.Kill();
        _server.Dispose();
        Directory.Delete(Folder, recursive: true);
        Directory.Delete(Behind, recursive: true);
    }
}
