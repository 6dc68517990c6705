using System.Runtime.CompilerServices;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>
/// Lists the files below a root in <see cref="PathOrder"/>. Reads ahead with several threads of its own and holds a bounded part of the
/// tree; a mount that hangs holds up those threads and nobody else. Walk once.
/// </summary>
internal sealed class TreeWalk(string root, WalkOptions options, TimeProvider clock)
{
    private readonly List<Unread> _unread = [];
    private readonly ReadAhead _ahead = new(root, options, clock);

    /// <summary>Of what has been passed so far: never to be taken for missing.</summary>
    public IReadOnlyList<Unread> Unread => _unread;

    public WalkProgress Progress => _ahead.Progress;

    public Tree AsTree(CancellationToken ct) => new(FilesAsync(ct), Unread);

    /// <exception cref="Couriarr.Jobs.BlockedException">The root hangs, or went away meanwhile: nobody can say what is in it.</exception>
    public async IAsyncEnumerable<ListedFile> FilesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        using var leave = _ahead;
        var way = new Stack<Step>();
        way.Push(await EnterAsync(_ahead.Start(), ct));
        while (way.TryPeek(out var step))
            if (!step.MoveNext())
                way.Pop();
            else if (step.Current.Kind is EntryKind.File)
                yield return new ListedFile(step.Current.Path, step.Current.Size, step.Current.Modified);
            else if (step.Current.Kind is EntryKind.Folder)
                way.Push(await EnterAsync(_ahead.Inner(step.Folder, step.Number++), ct));
        await _ahead.EndAsync(ct);
    }

    private async ValueTask<Step> EnterAsync(Folder folder, CancellationToken ct)
    {
        var page = await _ahead.PageOfAsync(folder, ct);
        _unread.AddRange(page.Unread);
        return new Step(folder, page);
    }

    /// <summary>How far a folder is passed.</summary>
    private sealed class Step(Folder folder, Page page)
    {
        private int _at = -1;

        public Folder Folder => folder;

        /// <summary>Of the inner folder that comes next.</summary>
        public int Number { get; set; }

        public ref readonly Entry Current => ref page.Entries[_at];

        public bool MoveNext() => ++_at < page.Entries.Length;
    }
}
