namespace Couriarr.Features.Transfers.Remote;

/// <summary>
/// A folder with nothing in it but a link to one original, below the folders that it shall lie in. rsync sends what stands in it by its
/// relative name, so no name of a file is ever part of a command: neither a shell nor rsync's own wildcards get hold of it.
/// </summary>
internal sealed class Stage : IDisposable
{
    private Stage(string folder, long size) => (Folder, Size) = (folder, size);

    public string Folder { get; }

    /// <summary>Of the original.</summary>
    public long Size { get; }

    public static Stage For(string within, SourceFile source)
    {
        var stage = new Stage(Directory.CreateTempSubdirectory("couriarr-").FullName, source.Facts.Size);
        var link = Path.Join(stage.Folder, within);
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.CreateSymbolicLink(link, source.Path);
        return stage;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
