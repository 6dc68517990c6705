using System.Globalization;
using Couriarr.Jobs;

namespace Couriarr.Features.Places;

/// <summary>
/// A folder below a root, held open. It was reached name by name without following a link, and whatever is renamed or linked over
/// its path afterwards, everything done here happens in it. Blocks when its mount hangs: use it aside.
/// </summary>
internal sealed class PinnedFolder : IDisposable
{
    private readonly int _handle;
    private readonly string _root;

    private PinnedFolder(int handle, string root) => (_handle, _root) = (handle, root);

    /// <summary>A path by which another process may start in it.</summary>
    public string Address => $"/proc/self/fd/{_handle.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Only the root itself may be a link: that is how the owner named it.</summary>
    /// <exception cref="PermanentException">A part of the path is a link or no folder.</exception>
    public static PinnedFolder Open(string root, IEnumerable<string> names, bool create)
    {
        using var folder = new PinnedFolder(Linux.Open(root, Linux.Directory), root);
        return folder.Inner(names, create);
    }

    /// <summary>A folder below this one, wherever this one's path leads by now.</summary>
    /// <exception cref="PermanentException">A part of the path is a link or no folder.</exception>
    public PinnedFolder Inner(IEnumerable<string> names, bool create)
    {
        var handle = Linux.Open(Address, Linux.Directory);
        foreach (var name in names)
        {
            var outer = handle;
            try
            {
                handle = Step(outer, name, _root, create);
            }
            finally
            {
                Linux.Close(outer);
            }
        }
        return new PinnedFolder(handle, _root);
    }

    private static int Step(int outer, string name, string root, bool create)
    {
        if (create && Linux.MakeFolder(outer, name))
            Linux.Sync(outer, name);
        try
        {
            return Linux.Open(outer, name, Linux.Directory | Linux.NoFollow);
        }
        catch (IOException e) when (e.HResult is Linux.NotDirectory or Linux.TooManyLinks)
        {
            throw new PermanentException(
                $"'{AppPath.Shown(name)}' below {root} is a symbolic link or no folder, and nothing is written through those. "
                    + "Replace it by a folder, or name its target in paths.mappings.",
                e
            );
        }
    }

    /// <summary>The same once more, for somebody who may need it for longer.</summary>
    public PinnedFolder Duplicate() => new(Linux.Duplicate(_handle), _root);

    /// <summary>The kind of file system that it lies on: ext4, nfs4, fuse.sshfs.</summary>
    public string FileSystem => MountSight.MountOf(_handle).System;

    /// <summary>What the file system that it lies on has to give; another one than its root's when something is mounted in between.</summary>
    public DiskRoom Room => Linux.RoomIn(Address);

    /// <summary>Null when there is nothing of that name. A link is seen as itself.</summary>
    public FileFacts? Look(string name) => Linux.Look(_handle, name);

    /// <summary>A name that differs in letter case or form alone, which this file system takes for the same.</summary>
    public string? TwinOf(string name) =>
        Directory.EnumerateFileSystemEntries(Address).Select(path => Path.GetFileName(path)!).ToList() is var names
        && names.Contains(name, StringComparer.Ordinal)
            ? null
            : names.FirstOrDefault(other => Linux.Look(_handle, other)?.Inode == Linux.Look(_handle, name)?.Inode);

    /// <summary>Cuts a file of ours to a length.</summary>
    public void Shorten(string name, long size)
    {
        using var file = new Microsoft.Win32.SafeHandles.SafeFileHandle(
            Linux.Open(_handle, name, Linux.WriteOnly | Linux.NoFollow),
            ownsHandle: true
        );
        RandomAccess.SetLength(file, size);
    }

    public bool Remove(string name) => Linux.Unlink(_handle, name);

    public void Rename(string from, string to) => Linux.Rename(_handle, from, _handle, to);

    public void Move(string name, PinnedFolder to, string newName) => Linux.Rename(_handle, name, to._handle, newName);

    public void Link(string name, PinnedFolder to, string newName) => Linux.Link(_handle, name, to._handle, newName);

    /// <summary>Makes renames in it outlive a power cut.</summary>
    public void Sync() => Linux.Sync(_handle, Address);

    /// <summary>Makes a file's content outlive a power cut.</summary>
    public void SyncFile(string name)
    {
        var file = Linux.Open(_handle, name, Linux.ReadOnly | Linux.NoFollow);
        try
        {
            Linux.Sync(file, name);
        }
        finally
        {
            Linux.Close(file);
        }
    }

    /// <summary>A file in it to be written; with these rights, as far as the umask has it, when it is new.</summary>
    public Microsoft.Win32.SafeHandles.SafeFileHandle Write(string name, uint rights) => Linux.OpenOrMake(_handle, name, rights);

    public FileStream Read(string name) =>
        new(new Microsoft.Win32.SafeHandles.SafeFileHandle(Linux.Open(_handle, name, Linux.NoFollow), ownsHandle: true), FileAccess.Read);

    public void Dispose() => Linux.Close(_handle);
}
