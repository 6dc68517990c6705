using System.Runtime.InteropServices;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>A file as it lies in a tree.</summary>
/// <param name="Path">Below the root, by '/'. A byte that is no UTF-8 stands in it as half a character, so that no two names become one.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Modified">In milliseconds since 1970.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ListedFile(string Path, long Size, long Modified);

/// <summary>What could not be looked at: of it, and of all below it, nobody can say whether it is there.</summary>
/// <param name="Path">Below the root; empty for the root itself.</param>
internal sealed record Unread(string Path, string Reason);

/// <summary>How far a walk is.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WalkProgress(long Folders, long Files);

/// <summary>The files of one side in <see cref="PathOrder"/>. What was unread so far grows while they are read, and never lags behind them.</summary>
internal sealed record Tree(IAsyncEnumerable<ListedFile> Files, IReadOnlyList<Unread> Unread)
{
    /// <summary>Looks at a file whose size may be only remembered; null where nothing is.</summary>
    public Func<ListedFile, ListedFile>? LookAgain { get; init; }
}
