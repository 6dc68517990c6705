using Couriarr.Features.Arr.Api;
using Couriarr.Features.Media;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Intake.Missed;

/// <summary>
/// Reads an instance's history and hands in what nobody told us, and what was told and lost on the way, in the form of the webhook that
/// should have come. How far it has read is noted only after everything was handed in: broken off anywhere, it reads the same again and
/// doubles nothing.
/// </summary>
internal sealed class MissedImports(
    WatermarkTable marks,
    ImportsTable imports,
    Afterlook afterlook,
    Handover handover,
    TimeProvider clock,
    ILogger<History> history
)
{
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(7);

    public async Task<Search> SeekAsync(ArrApi api, string instance, TimeSpan? reach, bool isDry, CancellationToken ct)
    {
        var (started, mark) = (clock.GetUtcNow(), await marks.FindAsync(instance, ct) ?? new Watermark(instance, null, null, null));
        await api.StatusAsync(ct);
        var fortunes = await FortunesAsync(instance, started - LookBack, ct);
        var lost = fortunes.Where(known => known.Value is Fortune.Lost).ToDictionary(known => known.Key.Key, known => known.Key);
        var since = Earlier(reach is { } wish ? started - wish : mark.Since(started), lost.Values);
        var found = await ReadAsync(api, since, ct);
        var isRestored = mark.IsRestoredIn(found);
        if (isRestored && started - Watermark.FirstReach is var further && further < since)
            found = await ReadAsync(api, since = further, ct);
        var open = await OpenAsync(instance, since, found, lost, ct);
        var settled = await handover.HandInAsync(api, instance, open, isDry, ct);
        var search = new Search(since, found.Count, settled) { Fortunes = fortunes.Values.ToLookup(fortune => fortune) };
        if (isDry)
            return search;
        await ForgetAsync(instance, lost.Values.ExceptBy(found.Select(import => import.Key), import => import.Key), ct);
        await NoteAsync(mark.After(found, isRestored, started), search, isRestored, ct);
        return search;
    }

    public async Task FailAsync(string instance, string why, CancellationToken ct)
    {
        var mark = await marks.FindAsync(instance, ct) ?? new Watermark(instance, null, null, null);
        await marks.SaveAsync(mark with { TriedAt = clock.GetUtcNow(), Succeeded = false, Words = why }, ct);
    }

    private async Task<IReadOnlyDictionary<KnownImport, Fortune>> FortunesAsync(
        string instance,
        DateTimeOffset since,
        CancellationToken ct
    ) =>
        await afterlook.OfAsync(
            instance,
            [
                .. (await imports.SinceAsync(instance, since, ct)).Where(known =>
                    known.Outcome is ImportOutcome.Heard or ImportOutcome.Missed
                ),
            ],
            ct
        );

    // As far back as the oldest that was lost: what it has become stands in the history too.
    private static DateTimeOffset Earlier(DateTimeOffset since, IEnumerable<KnownImport> lost) =>
        lost.Select(import => import.Date).Append(since).Min();

    private static async Task<IReadOnlyList<FoundImport>> ReadAsync(ArrApi api, DateTimeOffset since, CancellationToken ct)
    {
        var rows = new List<ArrImport>();
        await foreach (var row in api.ImportsSinceAsync(since, ct))
            rows.Add(row);
        return [.. rows.GroupBy(row => (row.Path, row.Date)).Select(group => FoundImport.Of([.. group])).OrderBy(found => found.Date)];
    }

    private async Task<IReadOnlyList<OpenImport>> OpenAsync(
        string instance,
        DateTimeOffset since,
        IReadOnlyList<FoundImport> found,
        Dictionary<(string, DateTimeOffset), KnownImport> lost,
        CancellationToken ct
    )
    {
        var known = (await imports.SinceAsync(instance, since, ct)).Select(import => import.Key).ToHashSet();
        return
        [
            .. found
                .Where(import => lost.ContainsKey(import.Key) || !known.Contains(import.Key))
                .Select(import => new OpenImport(import, lost.GetValueOrDefault(import.Key))),
        ];
    }

    // The history forgets the imports of what was taken out of the app.
    private async Task ForgetAsync(string instance, IEnumerable<KnownImport> vanished, CancellationToken ct)
    {
        var gone = vanished.Select(import => import with { Outcome = ImportOutcome.Gone }).ToList();
        if (gone.Count > 0)
            await imports.AddAsync(instance, gone, clock.GetUtcNow(), ct);
    }

    private async Task NoteAsync(Watermark mark, Search search, bool isRestored, CancellationToken ct)
    {
        var restored = isRestored ? "Its database was put back to an older copy; its last two days were read again. " : "";
        var words = restored + search.Words;
        await marks.SaveAsync(mark with { TriedAt = clock.GetUtcNow(), Succeeded = true, Words = words }, ct);
        foreach (var import in search.HandedIn)
            Tell(mark.Instance, import);
    }

    private void Tell(string instance, KnownImport import)
    {
        if (import.Again == 0)
            history.LogInformation(
                "{Instance} had imported {Title} without our hearing of it: {Path}",
                instance,
                import.Title,
                import.FilePath
            );
        else
            history.LogInformation(
                "{Instance} had imported {Title}, of which we heard and which did not arrive. It is done again: {Path}",
                instance,
                import.Title,
                import.FilePath
            );
    }
}
