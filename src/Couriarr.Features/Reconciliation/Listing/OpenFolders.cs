namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>The folders that the comparison is in: what of them waits for their end, and which of them the destination has nothing of.</summary>
internal sealed class OpenFolders
{
    private const int MostHeld = 10_000;
    private readonly List<OpenFolder> _open = [new("")];
    private readonly Queue<Difference> _told = [];

    public bool TryTell(out Difference difference) => _told.TryDequeue(out difference!);

    /// <summary>Ends the folders that this path is not in, and begins those that it is in.</summary>
    public void Enter(string path)
    {
        var folder = Below.FolderOf(path);
        if (folder.SequenceEqual(_open[^1].Path))
            return;
        while (!Below.IsBelow(path, _open[^1].Path))
            End();
        for (var depth = _open.Count; depth <= folder.Count('/') + (folder.Length > 0 ? 1 : 0); depth++)
            _open.Add(new OpenFolder(Start(path, depth)));
    }

    /// <summary>A file of which nothing is to be told.</summary>
    public void Pass() => _open[^1].IsThere = true;

    public void Add(Difference difference)
    {
        var folder = _open[^1];
        folder.Count(difference);
        if (difference.Standing is Standing.Missing || (difference is { Standing: Standing.Extra, Known: null }))
            folder.Held.Add(difference);
        else
            _told.Enqueue(difference);
        if (folder.Held.Count >= MostHeld)
            Tell(folder.Held);
    }

    public void EndAll()
    {
        while (_open.Count > 0)
            End();
    }

    private void End()
    {
        var folder = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        foreach (var difference in Versions.Pair(folder.Path, folder.Held))
            _told.Enqueue(difference);
        if (_open is not [.., var outer])
            Tell(folder.Absent);
        else if (folder.AsMissing() is { } missing)
            outer.Absent.Add(missing);
        else
            Tell(folder.Absent);
        if (_open is [.., var around])
            around.Include(folder);
        // Nobody says that the root of a library is missing: what is missing in it can be told at once.
        if (_open.Count == 1)
            Tell(_open[0].Absent);
    }

    private void Tell(List<Difference> differences)
    {
        differences.ForEach(_told.Enqueue);
        differences.Clear();
    }

    private static string Start(string path, int depth)
    {
        var end = -1;
        for (; depth > 0; depth--)
            end = path.IndexOf('/', end + 1);
        return path[..end];
    }
}

/// <summary>A folder that the comparison is in.</summary>
internal sealed class OpenFolder(string path)
{
    private long _files;
    private long _bytes;
    private Difference? _first;

    public string Path => path;

    /// <summary>The destination has something in it, or may have.</summary>
    public bool IsThere { get; set; }

    /// <summary>Missing and extra files, until all are known that may belong together.</summary>
    public List<Difference> Held { get; } = [];

    /// <summary>Folders in it that are missing as a whole.</summary>
    public List<Difference> Absent { get; } = [];

    public void Count(Difference difference)
    {
        IsThere |= difference.Destination is not null || difference.Standing is Standing.CannotSay;
        if (difference.Standing is not Standing.Missing)
            return;
        (_files, _bytes) = (_files + 1, _bytes + difference.Bytes);
        _first ??= difference;
    }

    public void Include(OpenFolder inner)
    {
        IsThere |= inner.IsThere;
        (_files, _bytes) = (_files + inner._files, _bytes + inner._bytes);
        _first ??= inner._first;
    }

    /// <returns>Null when the destination has anything of it.</returns>
    public Difference? AsMissing() =>
        IsThere || _first is not { } first
            ? null
            : new Difference(Standing.Missing, Path)
            {
                IsFolder = true,
                Files = _files,
                Bytes = _bytes,
                Title = IsOf(first) ? first.Title : "",
                Library = first.Library,
                Folder = IsOf(first) ? first.Folder : "",
            };

    private bool IsOf(Difference first) =>
        first.Folder.Length > 0 && (PathOrder.AreSame(Path, first.Folder) || Below.IsBelow(Path, first.Folder));
}
