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

    public static Stage In(string folder, string within, SourceFile source)
    {
        var link = Path.Join(folder, within);
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.CreateSymbolicLink(link, source.Path);
        return new Stage(folder, source.Facts.Size);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>Where they stand: below the data folder, which no other process has open.</summary>
internal sealed class Stages(string folder)
{
    public Stage For(string within, SourceFile source) => Stage.In(Path.Join(folder, Guid.NewGuid().ToString("N")), within, source);

    /// <summary>Removes what a run that was killed left.</summary>
    public void Clear()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
