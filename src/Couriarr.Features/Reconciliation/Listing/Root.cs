using System.Text;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>The root of a tree, held open: whatever is mounted or linked over its path meanwhile, everything is read below it. Blocks on a hung mount.</summary>
internal sealed class Root : IDisposable
{
    private static readonly string[] Shares = ["nfs", "cifs", "smb", "fuse", "9p", "ceph", "gluster", "afs", "davfs", "virtiofs", "ncp"];
    private static readonly string[] Truthful = ["ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "bcachefs", "tmpfs"];
    private readonly string _path;
    private readonly int _handle;
    private readonly string _home;

    private Root(string path, int handle)
    {
        (_path, _handle) = (path, handle);
        (_, FileSystem, _) = MountSight.MountOf(handle);
        _home = TargetOf(handle);
        Facts = Linux.LookAtFolder(handle);
    }

    public string FileSystem { get; }
    public FolderFacts Facts { get; }

    /// <summary>Another machine answers for it, or a program does: each call may be slow, and its times are not to be trusted.</summary>
    public bool IsShare => Shares.Any(share => FileSystem.StartsWith(share, StringComparison.OrdinalIgnoreCase));

    /// <summary>Its folders change their times whenever a name in them does, and at once.</summary>
    public bool KeepsTimes => Truthful.Contains(FileSystem, StringComparer.Ordinal);

    public static Root Open(string path)
    {
        var handle = Linux.Open(path, Linux.Directory);
        try
        {
            return new Root(path, handle);
        }
        catch
        {
            Linux.Close(handle);
            throw;
        }
    }

    /// <param name="within">Below the root; empty for the root itself.</param>
    public int OpenFolder(string within)
    {
        Span<byte> path = stackalloc byte[(within.Length * 3) + 2];
        var length = NameBytes.Write(within.Length == 0 ? "." : within, path);
        path[length] = 0;
        return Linux.OpenBeneath(_handle, path[..(length + 1)]);
    }

    /// <summary>In which state a folder is; null when it cannot be seen.</summary>
    public FolderFacts? Look(string within)
    {
        Span<byte> path = stackalloc byte[(within.Length * 3) + 1];
        path[NameBytes.Write(within, path)] = 0;
        return Linux.LookAtFolder(_handle, path);
    }

    /// <summary>What a link leads to. Only a file that lies below this root too is as good as a file.</summary>
    public (FileFacts? Facts, string Reason) Follow(string within)
    {
        Span<byte> path = stackalloc byte[(within.Length * 3) + 1];
        path[NameBytes.Write(within, path)] = 0;
        int handle;
        try
        {
            handle = Linux.OpenName(_handle, path);
        }
        catch (IOException e) when (e.HResult is Linux.NoEntry or Linux.TooManyLinks or Linux.NotDirectory)
        {
            return (null, "It is a link that leads nowhere.");
        }
        try
        {
            var facts = Linux.Look(handle);
            return facts.Kind is FileKind.Folder ? (null, "It is a link to a folder, and those are not followed: map its target instead.")
                : !IsWithin(TargetOf(handle)) ? (null, $"It is a link that leads out of {_path}, and those are not followed.")
                : (facts, "");
        }
        finally
        {
            Linux.Close(handle);
        }
    }

    /// <exception cref="BlockedException">Its path leads elsewhere now, or to nothing that answers.</exception>
    public void EnsureThere()
    {
        try
        {
            using var now = Open(_path);
            if (now.Facts.Device != Facts.Device || now.Facts.Inode != Facts.Inode)
                throw new BlockedException($"{_path} was unmounted or replaced while it was read.");
        }
        catch (IOException e)
        {
            throw new BlockedException($"{_path} went away while it was read: {e.Message}.", e);
        }
    }

    public void Dispose() => Linux.Close(_handle);

    private bool IsWithin(string target) => target.StartsWith(_home.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static string TargetOf(int handle) => new FileInfo(FormattableString.Invariant($"/proc/self/fd/{handle}")).LinkTarget!;
}
