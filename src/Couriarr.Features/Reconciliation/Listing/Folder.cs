namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>A folder on the way: not yet read, being read, or read. Guarded by the lock of its <see cref="ReadAhead"/>.</summary>
/// <param name="Paths">One, or those of twins.</param>
internal sealed class Folder(string[] paths)
{
    private Folder?[] _inner = [];
    private int _next;

    public string[] Paths => paths;

    public Page? Page { get; private set; }

    public Exception? Failure { get; set; }

    /// <summary>Who waits for it.</summary>
    public TaskCompletionSource? Waiter { get; set; }

    public bool IsRead => Page is not null || Failure is not null;

    public bool HasMore => _next < _inner.Length;

    /// <summary>Of the inner folder that is taken next.</summary>
    public string NextPath => Page!.Entries[Page.Folders[_next]].Path;

    public void Fill(Page page)
    {
        Page = page;
        _inner = new Folder?[page.Folders.Length];
    }

    /// <summary>The next of its folders in order that nobody reads yet.</summary>
    public Folder TakeNext() => _inner[_next] = new Folder(Page!.PathsAt(Page.Folders[_next++]));

    /// <summary>Its folder of that number, for good.</summary>
    /// <returns>Whether nobody reads it yet.</returns>
    public (Folder Folder, bool IsNew) Leave(int number)
    {
        var isNew = number >= _next;
        var folder = isNew ? TakeNext() : _inner[number]!;
        _inner[number] = null;
        return (folder, isNew);
    }
}
