namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>
/// Lists the files below a root in <see cref="PathOrder"/>. Reads ahead with several threads of its own and holds a bounded part of the
/// tree; a mount that hangs holds up those threads and nobody else. Walk once.
/// </summary>
internal sealed class TreeWalk(string root, WalkOptions options, TimeProvider clock)
{
    /// <summary>Of what has been passed so far: never to be taken for missing.</summary>
    public IReadOnlyList<Unread> Unread { get; } = [];

    public WalkProgress Progress => default;

    public Tree AsTree(CancellationToken ct) => new(FilesAsync(ct), Unread);

    /// <exception cref="Couriarr.Jobs.BlockedException">The root is away or silent for too long: nobody can say what is in it.</exception>
    public IAsyncEnumerable<ListedFile> FilesAsync(CancellationToken ct) =>
        throw new NotSupportedException($"{root} {options} {clock} {ct}");
}
