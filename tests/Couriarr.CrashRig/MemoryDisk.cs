namespace Couriarr.CrashRig;

/// <summary>A small file system in memory, to be filled up. Needs root.</summary>
internal sealed class MemoryDisk : IDisposable
{
    public MemoryDisk(int megabytes, int inodes = 1000) =>
        Shell.Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,nr_inodes={inodes}", "couriarr-test", Folder);

    public string Folder { get; } = Directory.CreateTempSubdirectory("couriarr-small-").FullName;
    private string Filler => Path.Combine(Folder, "filler");
    private string Crowd => Path.Combine(Folder, "crowd");

    public static bool IsPossible => Environment.IsPrivilegedProcess && Shell.Has("mount");

    /// <summary>To the last byte.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var piece = new byte[65_536]; piece.Length > 0; )
        {
            try
            {
                file.Write(piece);
            }
            catch (IOException)
            {
                piece = new byte[piece.Length / 2];
            }
        }
    }

    public void TakeAllInodes()
    {
        Directory.CreateDirectory(Crowd);
        try
        {
            for (var i = 0; ; i++)
                File.WriteAllText(Path.Combine(Crowd, $"{i}"), "");
        }
        catch (IOException)
        {
            // None is left.
        }
    }

    public void MakeRoom()
    {
        File.Delete(Filler);
        if (Directory.Exists(Crowd))
            Directory.Delete(Crowd, recursive: true);
    }

    public void Dispose()
    {
        Shell.Run("umount", "-l", Folder);
        Directory.Delete(Folder, recursive: true);
    }
}
