using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>An original as it was when it was looked at.</summary>
/// <param name="Path">Where it really lies, with no link on the way.</param>
internal sealed record SourceFile(string Path, FileFacts Facts)
{
    /// <summary>The kind of file system that it lies on. Blocks when its mount hangs.</summary>
    public string FileSystem
    {
        get
        {
            var handle = Linux.Open(Path, Linux.NameOnly | Linux.NoFollow);
            try
            {
                return MountSight.MountOf(handle).System;
            }
            finally
            {
                Linux.Close(handle);
            }
        }
    }

    /// <summary>Null when it is not there. Blocks when its mount hangs: use it aside.</summary>
    /// <exception cref="PermanentException">It is nothing that is copied: it leads out of its root, or is a pipe, a socket, a device.</exception>
    public static SourceFile? Look(string root, string within)
    {
        var whole = System.IO.Path.Join(root, within);
        try
        {
            var (path, facts) = Resolve(whole);
            var (home, _) = Resolve(root);
            if (path != home && !path.StartsWith(home.TrimEnd('/') + "/", StringComparison.Ordinal))
                throw new PermanentException($"{AppPath.Shown(whole)} is a link that leads out of {root}, so it is not copied.");
            return facts.Kind is FileKind.File or FileKind.Folder
                ? new SourceFile(path, facts)
                : throw new PermanentException($"{AppPath.Shown(whole)} is no file but a pipe, a socket or a device, so it is not copied.");
        }
        catch (IOException e) when (e.HResult is Linux.NoEntry or Linux.NotDirectory)
        {
            return null;
        }
    }

    /// <summary>Everything in a folder that is to be carried, by its path below it.</summary>
    public static List<string> FilesIn(string folder, IReadOnlyList<string> excludes) =>
        [
            .. Directory
                .EnumerateFiles(
                    folder,
                    "*",
                    new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }
                )
                .Select(path => System.IO.Path.GetRelativePath(folder, path))
                .Where(path => !path.Split('/').Any(name => excludes.Contains(name, StringComparer.Ordinal) || TempName.IsOurs(name)))
                .Order(StringComparer.Ordinal),
        ];

    private static (string Path, FileFacts Facts) Resolve(string path)
    {
        var handle = Linux.Open(path, Linux.NameOnly);
        try
        {
            var target = new FileInfo(FormattableString.Invariant($"/proc/self/fd/{handle}")).LinkTarget!;
            return (target, Linux.Look(handle));
        }
        finally
        {
            Linux.Close(handle);
        }
    }
}
