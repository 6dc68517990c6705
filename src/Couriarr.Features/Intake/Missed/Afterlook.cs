using Couriarr.Features.Media;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Features.Intake.Missed;

/// <summary>What became of an import that had been heard.</summary>
public enum Fortune
{
    Arrived,
    Underway,

    /// <summary>It could not be carried; a person may retry it.</summary>
    GivenUp,

    /// <summary>A person cancelled it.</summary>
    Cancelled,

    /// <summary>Done again as often as makes sense, and it did not arrive.</summary>
    Fruitless,

    /// <summary>It neither arrived nor is on its way, and nobody decided so: it shall be done again.</summary>
    Lost,
}

/// <summary>
/// Looks after what was heard. An import may be lost although it was heard, when its file went to another place before it was carried
/// and nobody told: a series that was moved, the news of a renaming that found us away.
/// </summary>
internal sealed class Afterlook(Standings standings, InboxTable inbox, IJobReader jobs)
{
    public const int MostAgain = 3;
    private const int MostOfTree = 100;
    private static readonly string[] Lanes = ["webhook", "critical"];

    /// <returns>Of every import; all of them are under way while nobody carries anything.</returns>
    public async Task<IReadOnlyDictionary<KnownImport, Fortune>> OfAsync(
        string instance,
        IReadOnlyCollection<KnownImport> imports,
        CancellationToken ct
    )
    {
        var all = imports.ToDictionary(import => import, _ => Fortune.Underway);
        if (await standings.OfAsync(instance, imports, ct) is not { } standing)
            return all;
        foreach (var import in imports)
            all[import] = Told(standing[import]) ?? await OfJobsAsync(instance, import, ct);
        // The last of its jobs may have handed it to the carriers between the two looks.
        var lost = all.Where(one => one.Value is Fortune.Lost).Select(one => one.Key).ToList();
        if (lost.Count > 0 && await standings.OfAsync(instance, lost, ct) is { } now)
            foreach (var import in lost)
                all[import] = Told(now[import]) ?? Fortune.Lost;
        return all;
    }

    private static Fortune? Told(IReadOnlyList<Standing> standing) =>
        standing.Contains(Standing.Arrived) ? Fortune.Arrived
        // Whether the app has it no more, it will say when it is asked for it.
        : standing.Contains(Standing.Replaced) ? Fortune.Lost
        : standing.Contains(Standing.Underway) ? Fortune.Underway
        : standing.Contains(Standing.GivenUp) ? Fortune.GivenUp
        : standing.Contains(Standing.Cancelled) ? Fortune.Cancelled
        : null;

    // No transfer has it: its webhook may be on its way to one, or a person stopped it there.
    private async Task<Fortune> OfJobsAsync(string instance, KnownImport import, CancellationToken ct)
    {
        var entry = import.InboxId is { } id ? await inbox.FindAsync(id, ct) : null;
        // What became of the import of another instance says nothing of this one.
        if (entry is { InDoubt: false } && (await standings.OthersAsync(instance, ct)).Contains(entry.Instance))
            entry = null;
        if (entry is { JobId: null, Outcome: InboxEntry.Accepted })
            return Fortune.Underway;
        var tree = entry?.JobId is { } job ? await TreeAsync(new JobId(job), ct) : [];
        return tree.Any(one => !one.State.IsEnded()) ? Fortune.Underway
            : tree.Any(one => one.State is JobState.Dead) ? Fortune.GivenUp
            : tree.Any(one => one.State is JobState.Cancelled) ? Fortune.Cancelled
            : import.Again >= MostAgain ? Fortune.Fruitless
            : Fortune.Lost;
    }

    // Messages and the like that it brought forth as well say nothing about its file.
    private async Task<List<JobRecord>> TreeAsync(JobId root, CancellationToken ct) =>
        [
            .. (await jobs.ListAsync(new JobQuery(RootId: root, OldestFirst: true, Limit: MostOfTree), ct)).Where(job =>
                Lanes.Contains(job.Lane)
            ),
        ];
}
