using System.Runtime.CompilerServices;
using Couriarr.Features.Places;

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

    public Tree AsTree(CancellationToken ct) => new(FilesAsync(ct), Unread) { LookAgain = options.Memory is null ? null : LookAgain };

    /// <exception cref="Couriarr.Jobs.BlockedException">The root hangs, or went away meanwhile: nobody can say what is in it.</exception>
    public async IAsyncEnumerable<ListedFile> FilesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        try
        {
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
        finally
        {
            _ahead.Leave();
        }
    }

    // Only what lies on a disk of this machine is remembered: looking at it does not hang.
    private ListedFile LookAgain(ListedFile file) =>
        Linux.LookAt(Path.Join(root, file.Path)) is { Kind: FileKind.File } facts
            ? new ListedFile(file.Path, facts.Size, facts.Modified / 1_000_000)
            : file;

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
