namespace Couriarr.Storage.Sqlite;

internal enum FileSystemKind
{
    Local,

    /// <summary>Somebody's program stands between us and the disk. Most keep our promises, some do not.</summary>
    Fuse,

    /// <summary>Locks and shared memory of SQLite do not work over a network: the database would be damaged sooner or later.</summary>
    Network,
}

/// <summary>Which file systems a database may rest on.</summary>
internal static class FileSystems
{
    private static readonly string[] Remote =
    [
        "nfs",
        "cifs",
        "smb",
        "ncp",
        "afs",
        "coda",
        "9p",
        "v9fs",
        "ceph",
        "gfs",
        "lustre",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
    ];

    public static string NameAt(string folder) => new DriveInfo(folder).DriveFormat;

    public static FileSystemKind Judge(string name)
    {
        if (Array.Exists(Remote, r => name.StartsWith(r, StringComparison.OrdinalIgnoreCase)))
            return FileSystemKind.Network;
        return name.StartsWith("fuse", StringComparison.OrdinalIgnoreCase) ? FileSystemKind.Fuse : FileSystemKind.Local;
    }
}
