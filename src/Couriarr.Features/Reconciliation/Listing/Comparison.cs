using System.Runtime.CompilerServices;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>
/// Lays two trees and what the apps say beside one another, file by file, and holds no more than a folder at once. What is missing or
/// extra in a folder is told at the folder's end, all else in <see cref="PathOrder"/>.
/// </summary>
internal static class Comparison
{
    /// <param name="truth">What all apps of the route say, in <see cref="PathOrder"/>; null when there are none.</param>
    public static async IAsyncEnumerable<Difference> MergeAsync(
        IAsyncEnumerable<Known>? truth,
        Tree source,
        Tree destination,
        MergeOptions options,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var known = new Cursor<Known>(truth ?? AsyncEnumerable.Empty<Known>(), k => k.Path, ct);
        await using var here = new Cursor<ListedFile>(source.Files, file => file.Path, ct);
        await using var there = new Cursor<ListedFile>(destination.Files, file => file.Path, ct);
        var abreast = new Abreast(known, here, there);
        var judge = new Judge(truth is not null, source, destination, options);
        var folders = new OpenFolders();
        List<Trio> trios = [];
        await abreast.BeginAsync();
        while (await abreast.NextAsync(trios))
        {
            foreach (var trio in trios)
            {
                folders.Enter(trio.Path);
                if (!options.TellInSync && judge.IsSurelyInSync(trio))
                    folders.Pass();
                else
                    folders.Add(judge.Of(trio, Owner(trio, abreast)));
            }
            while (folders.TryTell(out var difference))
                if (options.TellInSync || difference.Standing is not Standing.InSync)
                    yield return difference;
        }
        folders.EndAll();
        while (folders.TryTell(out var difference))
            yield return difference;
    }

    // What an app says is in order too: if anything of a work was said, it was the last word, or is the next.
    private static Known? Owner(Trio trio, Abreast abreast) =>
        trio.Known
        ?? (abreast.Last is { } last && IsOf(trio.Path, last) ? last : (Known?)null)
        ?? (abreast.Coming is { } coming && IsOf(trio.Path, coming) ? coming : (Known?)null);

    private static bool IsOf(string path, Known known) =>
        known.Folder.Length > 0
            ? Below.IsBelow(path, known.Folder)
            : Below.FolderOf(known.Path) is { Length: > 0 } folder && Below.IsBelow(path, folder);
}
