using System.Runtime.CompilerServices;
using Couriarr.Features.Places;
using Couriarr.Features.Reconciliation.Listing;
using Couriarr.Features.Reconciliation.Runs;
using Couriarr.Features.Reconciliation.Truth;
using Couriarr.Jobs;

namespace Couriarr.Features.Reconciliation.Comparing;

/// <summary>
/// Compares one library on both servers with what its apps say. It is believed only when the ground is the same at its end as at its
/// beginning; else nothing can be said, and nothing is missing or extra.
/// </summary>
internal sealed class LibraryComparison(Keepers keepers, PathMap map, Ground ground, FindingTable findings, Walks walks)
{
    /// <param name="before">What was mounted below its folders when it was compared last.</param>
    /// <exception cref="BlockedException">Nothing can be said; with the reason.</exception>
    public async Task<(Sheet Sheet, Compared Compared)> OfAsync(
        Run run,
        Route route,
        Mounted before,
        Action<WalkProgress> report,
        CancellationToken ct
    )
    {
        var mounted = await ground.LookAsync(route, ct);
        var (apps, silence) = await keepers.OfAsync(route, ct);
        var shelf = await Shelf.ReadAsync(route, map, apps, ct);
        var mayTrust = run.Occasion is Occasion.Nightly;
        var (source, there) = (walks.Of(route, Side.Source, mayTrust), walks.Of(route, Side.Destination, mayTrust));
        var how = new MergeOptions { Silence = silence, IsListed = walks.OptionsOf(route, Side.Source).Lists };
        var sheet = new Sheet(run.Id, route, shelf, findings);
        var doubts = new Doubts(route, map, Ground.Vanished(route, before, mounted));
        await foreach (var difference in MergeAsync(shelf, source, there, how, ct))
            if (doubts.About(difference) is { } told)
            {
                report(source.Progress);
                await sheet.AddAsync(told, ct);
            }
        if (source.Progress.Files == 0)
            throw new BlockedException($"{route.Source} holds no file that counts, though its apps say that there are some.");
        if (!(await ground.LookAsync(route, ct)).IsSame(mounted))
            throw new BlockedException("Something was mounted or taken away below its folders while they were compared.");
        await sheet.FlushAsync(ct);
        IEnumerable<string> notes = silence is null ? [] : [silence];
        return (sheet, new Compared(shelf.Count, [.. notes, .. doubts.Notes], mounted));
    }

    private static async IAsyncEnumerable<Difference> MergeAsync(
        Shelf shelf,
        TreeWalk source,
        TreeWalk there,
        MergeOptions how,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var all = Comparison.MergeAsync(shelf.FilesAsync(ct), source.AsTree(ct), there.AsTree(ct), how, ct);
        await foreach (var difference in all)
            if (!difference.IsFolder)
                yield return difference;
    }
}

/// <summary>What is known of a library besides its counts.</summary>
/// <param name="Titles">How many its apps keep.</param>
/// <param name="Notes">What a reader should know.</param>
internal sealed record Compared(int Titles, IReadOnlyList<string> Notes, Mounted Mounted);
