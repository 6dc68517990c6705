using Couriarr.Features.Arr;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Media;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Intake.Missed;

/// <param name="Imports">How many files the history names.</param>
/// <param name="Found">What was not known of them; on a dry run, what would be handed in.</param>
public sealed record Search(DateTimeOffset Since, int Imports, IReadOnlyList<KnownImport> Found)
{
    public int Missed => Found.Count(import => import.Outcome is ImportOutcome.Missed);
}

/// <summary>
/// Reads an instance's history and hands in what nobody told us, in the form of the webhook that should have come. How far it has
/// read is noted only after everything was handed in: broken off anywhere, it reads the same again and doubles nothing.
/// </summary>
internal sealed class MissedImports(WatermarkTable marks, ImportsTable imports, IInbox inbox, TimeProvider clock, ILogger<History> history)
{
    public async Task<Search> SeekAsync(ArrApi api, string instance, TimeSpan? reach, bool isDry, CancellationToken ct)
    {
        var (started, mark) = (clock.GetUtcNow(), await marks.FindAsync(instance, ct) ?? new Watermark(instance, null, null, null));
        await api.StatusAsync(ct);
        var since = reach is { } wish ? started - wish : mark.Since(started);
        var found = await ReadAsync(api, since, ct);
        var isRestored = mark.IsRestoredIn(found);
        if (isRestored && started - Watermark.FirstReach is var further && further < since)
            found = await ReadAsync(api, since = further, ct);
        var fresh = await UnknownAsync(instance, since, found, ct);
        var settled = await HandInAsync(api, instance, fresh, isDry, ct);
        var search = new Search(since, found.Count, settled);
        if (!isDry)
            await NoteAsync(mark.After(found, isRestored, started), search, isRestored, ct);
        return search;
    }

    public async Task FailAsync(string instance, string why, CancellationToken ct)
    {
        var mark = await marks.FindAsync(instance, ct) ?? new Watermark(instance, null, null, null);
        await marks.SaveAsync(mark with { TriedAt = clock.GetUtcNow(), Succeeded = false, Words = why }, ct);
    }

    private static async Task<IReadOnlyList<FoundImport>> ReadAsync(ArrApi api, DateTimeOffset since, CancellationToken ct)
    {
        var rows = new List<ArrImport>();
        await foreach (var row in api.ImportsSinceAsync(since, ct))
            rows.Add(row);
        return [.. rows.GroupBy(row => (row.Path, row.Date)).Select(group => FoundImport.Of([.. group])).OrderBy(found => found.Date)];
    }

    private async Task<IReadOnlyList<FoundImport>> UnknownAsync(
        string instance,
        DateTimeOffset since,
        IReadOnlyList<FoundImport> found,
        CancellationToken ct
    )
    {
        var known = (await imports.SinceAsync(instance, since, ct)).Select(import => (import.Path, import.Date)).ToHashSet();
        return [.. found.Where(import => !known.Contains(import.Key))];
    }

    // The app is asked once for each movie or series, and what came of its files is written down before the next.
    private async Task<IReadOnlyList<KnownImport>> HandInAsync(
        ArrApi api,
        string instance,
        IReadOnlyList<FoundImport> fresh,
        bool isDry,
        CancellationToken ct
    )
    {
        var all = new List<KnownImport>();
        foreach (var group in fresh.GroupBy(import => import.Work?.Id))
        {
            var files = group.Key is { } work ? await FilesAsync(api, work, ct) : [];
            var some = new List<KnownImport>();
            foreach (var import in group)
                some.Add(await SettleAsync(new Handing(api.App, instance, import, files.GetValueOrDefault(import.FileId ?? 0)), isDry, ct));
            if (!isDry)
                await imports.AddAsync(instance, some, clock.GetUtcNow(), ct);
            all.AddRange(some);
        }
        return all;
    }

    private async Task<KnownImport> SettleAsync(Handing handing, bool isDry, CancellationToken ct)
    {
        if (!handing.IsThere)
            return handing.As(ImportOutcome.Gone);
        if (await inbox.HasHeardAsync(handing.AsItWas, ct))
            return handing.As(ImportOutcome.Heard);
        if (isDry)
            return handing.As(ImportOutcome.Missed);
        var receipt = await inbox.TakeAsync(handing.AsItIs, ct);
        return receipt.Treatment switch
        {
            Treatment.Accepted => handing.As(ImportOutcome.Missed) with { InboxId = receipt.Id },
            Treatment.Duplicate => handing.As(ImportOutcome.Heard) with { InboxId = receipt.Id },
            _ => handing.As(ImportOutcome.Refused),
        };
    }

    private async Task NoteAsync(Watermark mark, Search search, bool isRestored, CancellationToken ct)
    {
        var words = Words(search, isRestored);
        await marks.SaveAsync(mark with { TriedAt = clock.GetUtcNow(), Succeeded = true, Words = words }, ct);
        foreach (var import in search.Found.Where(import => import.Outcome is ImportOutcome.Missed))
            history.LogInformation(
                "{Instance} had imported {Title} without our hearing of it: {Path}",
                mark.Instance,
                import.Title,
                import.FilePath
            );
    }

    private static string Words(Search search, bool isRestored)
    {
        var restored = isRestored ? "Its database was put back to an older copy; its last two days were read again. " : "";
        return search.Missed == 0
            ? $"{restored}Nothing was missed: {search.Imports} imports were read."
            : $"{restored}{search.Missed} of {search.Imports} imports had been missed and are seen to now.";
    }

    private static async Task<Dictionary<long, ArrFile>> FilesAsync(ArrApi api, long work, CancellationToken ct)
    {
        var files = new Dictionary<long, ArrFile>();
        await foreach (var file in api.FilesAsync(work, ct))
            files[file.Id] = file;
        return files;
    }
}
