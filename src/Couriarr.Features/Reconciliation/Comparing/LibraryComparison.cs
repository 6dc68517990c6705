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
    /// <param name="before">What was there when it was compared last.</param>
    /// <exception cref="BlockedException">Nothing can be said; with the reason.</exception>
    public async Task<(Sheet Sheet, Compared Compared)> OfAsync(
        Run run,
        Route route,
        LastSeen before,
        Action<WalkProgress> report,
        CancellationToken ct
    )
    {
        var mounted = await ground.LookAsync(route, ct);
        var (apps, silent) = await keepers.OfAsync(route, ct);
        var shelf = await Shelf.ReadAsync(route, map, apps, before.Apps, ct);
        string[] silences = [.. new[] { silent, shelf.Silence }.OfType<string>()];
        var mayTrust = run.Occasion is Occasion.Nightly;
        var (source, there) = (walks.Of(route, Side.Source, mayTrust), walks.Of(route, Side.Destination, mayTrust));
        var how = new MergeOptions
        {
            Silence = silences.Length > 0 ? string.Join(" ", silences) : null,
            SilenceOver = shelf.Silences.Over,
            IsListed = walks.OptionsOf(route, Side.Source).Lists,
        };
        var sheet = new Sheet(run.Id, route, shelf, findings);
        var doubts = new Doubts(route, map, Ground.Vanished(route, before.Mounted, mounted));
        var spellings = new Spellings(route);
        await foreach (var difference in MergeAsync(shelf, source, there, how, ct))
            if (spellings.About(difference) is { } spelled && doubts.About(spelled) is { } told)
            {
                report(source.Progress);
                await sheet.AddAsync(told, ct);
            }
        if (source.Progress.Files == 0)
            throw new BlockedException($"{route.Source} holds no file that counts, though its apps say that there are some.");
        if (shelf.Files == 0)
            throw new BlockedException(
                $"{string.Join(" and ", apps.Select(app => app.Api.Who))} has titles in {route.From} and no file of any. That is not believed: "
                    + "an app forgets its files while its own disk is away. Let it scan its library again."
            );
        if (!(await ground.LookAsync(route, ct)).IsSame(mounted))
            throw new BlockedException("Something was mounted or taken away below its folders while they were compared.");
        await sheet.FlushAsync(ct);
        return (sheet, new Compared(shelf.Count, [.. silences, .. shelf.Silences.Notes(), .. doubts.Notes], new(mounted, shelf.Apps)));
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
/// <param name="Seen">For the next time.</param>
internal sealed record Compared(int Titles, IReadOnlyList<string> Notes, LastSeen Seen);
