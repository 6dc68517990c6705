using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Couriarr.Storage.Sqlite;

/// <summary>The folder is ours alone from here on until it is disposed, or the process ends in whatever way.</summary>
internal sealed class DataFolder : IDisposable
{
    private const int WouldBlock = 11;
    private const string SinceSwitchedOn = "/proc/sys/kernel/random/boot_id";
    private readonly FileStream held;

    private DataFolder(FileStream held, string? place) => (this.held, Place) = (held, place);

    /// <summary>
    /// Of this very lock on this machine, since it was switched on: of all processes that ever called themselves so, only who holds it lives.
    /// A copy of the folder has another one. Null where a lock may not keep others out.
    /// </summary>
    public string? Place { get; }

    public static DataFolder Take(string folder, ILogger log)
    {
        try
        {
            // Webhooks, keys and copies of both lie in it. A folder that is there already has the mode that its owner gave it.
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            CheckFileSystem(folder, log);
            return Claim(folder);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw NotOurs(folder, e);
        }
    }

    public static StartupException NotOurs(string folder, Exception e)
    {
        var (user, group) = Native.Identity;
        var fix =
            e is UnauthorizedAccessException
                ? $"Fix: chown -R {user}:{group} {folder}"
                : "Look whether it is a folder, and whether its disk is full or read-only.";
        return new StartupException(
            $"Cannot write to the data folder {folder} as user {user}, group {group}: {e.Message} {fix}",
            StartupException.Configuration,
            e
        );
    }

    public void Dispose() => held.Dispose();

    private static DataFolder Claim(string folder)
    {
        var pidFile = Path.Combine(folder, "couriarr.pid");
        var claim = Lock(Path.Combine(folder, "couriarr.lock"), pidFile);
        try
        {
            File.WriteAllText(pidFile, $"pid {Environment.ProcessId} on host {Environment.MachineName}\n");
            return new DataFolder(claim, PlaceOf(claim));
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    // The handle is asked, not the name: what lies under that may have been replaced.
    private static string? PlaceOf(FileStream held)
    {
        if (FileSystems.Judge(FileSystems.NameAt(held.Name)) != FileSystemKind.Local || !KeepsOthersOut(held.Name))
            return null;
        var file = Native.IdentityOf($"/proc/self/fd/{held.SafeFileHandle.DangerousGetHandle()}");
        return file is { } lockFile && File.Exists(SinceSwitchedOn)
            ? Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes($"{File.ReadAllText(SinceSwitchedOn)} {lockFile.Device} {lockFile.Inode}"))
            )[..16]
            : null;
    }

    private static bool KeepsOthersOut(string file)
    {
        try
        {
            using var another = Open(file);
            return false;
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            return true;
        }
    }

    private static FileStream Open(string file) => new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static FileStream Lock(string file, string pidFile)
    {
        try
        {
            return Open(file);
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            throw new StartupException(
                $"Couriarr is already running here ({Holder(pidFile)}). Stop that one first.",
                StartupException.Failure,
                e
            )
            {
                IsAlreadyRunning = true,
            };
        }
    }

    private static string Holder(string pidFile)
    {
        try
        {
            return File.ReadAllText(pidFile).Trim();
        }
        catch (IOException)
        {
            return "pid unknown";
        }
    }

    private static void CheckFileSystem(string folder, ILogger log)
    {
        var name = FileSystems.NameAt(folder);
        if (FileSystems.Judge(name) == FileSystemKind.Network)
            throw new StartupException(
                $"The data folder {folder} is on a network file system ({name}), where a database gets damaged. "
                    + "Put it on a local disk; media may stay on the network.",
                StartupException.Configuration
            );
        if (FileSystems.Judge(name) == FileSystemKind.Fuse)
            log.LogWarning(
                "The data folder {Folder} is on {FileSystem}. Couriarr works there only if it keeps locks and syncs as a local disk does. "
                    + "On Unraid, name a disk or the cache (/mnt/cache/…) instead of /mnt/user.",
                folder,
                name
            );
    }
}
