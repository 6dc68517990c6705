using System.Diagnostics;
using Couriarr.Tests.Storage;

namespace Couriarr.Tests.Transfers;

/// <summary>Makes the system calls of running processes fail, as a disk or a share that goes bad does.</summary>
internal sealed class Breaker : IDisposable
{
    private Process? _strace;

    /// <summary>Returns when it holds them.</summary>
    public void Break(IEnumerable<int> processes, string call, string error)
    {
        _strace = Shell.Start(
            "strace",
            [
                "-f",
                "-qq",
                "-e",
                $"trace={call}",
                "-e",
                $"inject={call}:error={error}",
                .. processes.SelectMany(id => new[] { "-p", $"{id}" }),
            ]
        );
        _ = _strace.StandardError.ReadLine();
        _ = _strace.StandardError.ReadToEndAsync();
    }

    public void Dispose()
    {
        if (_strace is { HasExited: false })
            _strace.Kill();
        _strace?.Dispose();
    }
}

/// <summary>A disk that takes a name in capitals and one in small letters for the same: NTFS as Windows sees it.</summary>
internal sealed class CarelessDisk : IDisposable
{
    public const string Reason = "needs root, /dev/fuse and ntfs-3g";
    private readonly string _root = Directory.CreateTempSubdirectory("couriarr-ntfs-").FullName;

    public CarelessDisk()
    {
        var image = Path.Combine(_root, "image");
        Folder = Path.Combine(_root, "mount");
        Directory.CreateDirectory(Folder);
        using (var file = File.Create(image))
            file.SetLength(32 << 20);
        if (Shell.Run("mkntfs", "-F", "-Q", "-q", image) != 0 || Shell.Run("lowntfs-3g", "-o", "ignore_case", image, Folder) != 0)
            throw new InvalidOperationException($"{image} could not be made or mounted");
    }

    public static bool IsPossible => Environment.IsPrivilegedProcess && Shell.Has("lowntfs-3g") && File.Exists("/dev/fuse");

    public string Folder { get; }

    public void Dispose()
    {
        Shell.Run("umount", "-l", Folder);
        Directory.Delete(_root, recursive: true);
    }
}
