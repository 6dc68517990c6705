using Couriarr.Features.Arr;
using Couriarr.Features.Arr.Api;
using Couriarr.Jobs;

namespace Couriarr.Features.Intake.Missed;

/// <param name="Known">When it had been heard, and was lost.</param>
internal sealed record OpenImport(FoundImport Import, KnownImport? Known);

/// <summary>Brings imports that nobody saw to into the inbox.</summary>
internal sealed class Handover(IInbox inbox, ImportsTable imports, Afterlook afterlook, IFailPoints failPoints, TimeProvider clock)
{
    // The app takes the old file away before it brings in the new one, which may be long on its way.
    private static readonly TimeSpan UpgradeTakes = TimeSpan.FromHours(1);

    /// <summary>The app is asked once for each movie or series, and what came of its files is written down before the next.</summary>
    public async Task<IReadOnlyList<KnownImport>> HandInAsync(
        ArrApi api,
        string instance,
        IReadOnlyList<OpenImport> open,
        bool isDry,
        CancellationToken ct
    )
    {
        var all = new List<KnownImport>();
        var replaced = open.Count > 0 ? await ReplacedAsync(api, open.Min(one => one.Import.Date), ct) : [];
        foreach (var group in open.GroupBy(one => one.Import.Work?.Id))
        {
            var files = group.Key is { } work ? await FilesAsync(api, work, ct) : [];
            var some = new List<KnownImport>();
            foreach (var (import, known) in group)
            {
                var whole = import.Replacing(replaced, UpgradeTakes);
                var handing = new Handing(api.App, instance, whole, files.GetValueOrDefault(import.FileId ?? 0)) { Known = known };
                some.Add(await SettleAsync(handing, isDry, ct));
            }
            if (!isDry)
            {
                await imports.AddAsync(instance, some, clock.GetUtcNow(), ct);
                failPoints.Reach("catchup.noted");
            }
            all.AddRange(some);
        }
        return all;
    }

    private async Task<KnownImport> SettleAsync(Handing handing, bool isDry, CancellationToken ct)
    {
        if (!handing.IsThere)
            return handing.As(ImportOutcome.Gone);
        if (await inbox.HeardInAsync(handing.AsItWas, ct) is { } entry)
            handing = handing with { Known = handing.As(ImportOutcome.Heard) with { InboxId = handing.Known?.InboxId ?? entry } };
        if (handing.Known is { } known)
            return await IsLostAsync(handing.Instance, known, ct) ? await HandInAgainAsync(handing, known, isDry, ct) : known;
        if (isDry)
            return handing.As(ImportOutcome.Missed);
        var receipt = await inbox.TakeAsync(handing.AsItIs, ct);
        failPoints.Reach("catchup.taken");
        return receipt.Treatment switch
        {
            Treatment.Accepted => handing.As(ImportOutcome.Missed) with { InboxId = receipt.Id },
            Treatment.Duplicate => handing.As(ImportOutcome.Heard) with { InboxId = receipt.Id },
            _ => handing.As(ImportOutcome.Refused),
        };
    }

    private async Task<bool> IsLostAsync(string instance, KnownImport known, CancellationToken ct) =>
        (await afterlook.OfAsync(instance, [known], ct))[known] is Fortune.Lost;

    private async Task<KnownImport> HandInAgainAsync(Handing handing, KnownImport known, bool isDry, CancellationToken ct)
    {
        var again = handing.As(ImportOutcome.Missed) with { InboxId = known.InboxId, Again = known.Again + 1 };
        if (isDry)
            return again;
        var receipt = await inbox.TakeAsync(handing.AsItIs with { ReplayOf = known.InboxId }, ct);
        return receipt.Treatment is Treatment.Accepted or Treatment.Duplicate
            ? again with
            {
                InboxId = receipt.Id,
            }
            : handing.As(ImportOutcome.Refused);
    }

    private static async Task<List<ArrDeletion>> ReplacedAsync(ArrApi api, DateTimeOffset oldest, CancellationToken ct)
    {
        var replaced = new List<ArrDeletion>();
        await foreach (var deletion in api.DeletionsSinceAsync(oldest - UpgradeTakes, ct))
            if (deletion.IsUpgrade)
                replaced.Add(deletion);
        return replaced;
    }

    private static async Task<Dictionary<long, ArrFile>> FilesAsync(ArrApi api, long work, CancellationToken ct)
    {
        var files = new Dictionary<long, ArrFile>();
        await foreach (var file in api.FilesAsync(work, ct))
            files[file.Id] = file;
        return files;
    }
}
