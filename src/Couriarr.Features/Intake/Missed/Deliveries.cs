using Couriarr.Features.Media;

namespace Couriarr.Features.Intake.Missed;

/// <param name="InHistory">Imports of that day whose files the app still has.</param>
public sealed record DayOfImports(DateOnly Day, int InHistory, int Delivered);

/// <param name="Waiting">The imports that have not arrived, newest first.</param>
public sealed record Delivered(IReadOnlyList<DayOfImports> Days, IReadOnlyList<KnownImport> Waiting)
{
    public int InHistory => Days.Sum(day => day.InHistory);
    public int Arrived => Days.Sum(day => day.Delivered);
}

/// <summary>Compares what the histories tell with what has arrived: the proof that nothing was missed.</summary>
internal sealed class Deliveries(ImportsTable imports, WatermarkTable marks, Standings standings, Afterlook afterlook, TimeProvider clock)
{
    public const int UsualDays = 30;

    /// <summary>Null while nobody carries anything, so that nought of them is not taken for a number.</summary>
    /// <param name="zone">In which the days are counted.</param>
    public async Task<Delivered?> OfAsync(string instance, int days, TimeZoneInfo zone, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - TimeSpan.FromDays(days);
        var all = (await imports.SinceAsync(instance, since, ct)).Where(import => import.Outcome is not ImportOutcome.Gone).ToList();
        if (await standings.OfAsync(instance, all, ct) is not { } standing)
            return null;
        bool HasArrived(KnownImport import) => standing[import].Contains(Standing.Arrived);
        all.RemoveAll(import => !HasArrived(import) && standing[import].Contains(Standing.Replaced));
        return new Delivered(
            [
                .. all.GroupBy(import => DayOf(import, zone))
                    .OrderBy(day => day.Key)
                    .Select(day => new DayOfImports(day.Key, day.Count(), day.Count(HasArrived))),
            ],
            [.. all.Where(import => !HasArrived(import))]
        );
    }

    /// <summary>What stands with each that has not arrived.</summary>
    public Task<IReadOnlyDictionary<KnownImport, Fortune>> FortunesAsync(string instance, Delivered delivered, CancellationToken ct) =>
        afterlook.OfAsync(instance, delivered.Waiting, ct);

    /// <summary>Writes the numbers beside the watermark, for those who read the tables.</summary>
    public async Task NoteAsync(string instance, CancellationToken ct)
    {
        if (await OfAsync(instance, UsualDays, TimeZoneInfo.Utc, ct) is { } delivered)
            await marks.CountAsync(instance, delivered.InHistory, delivered.Arrived, ct);
    }

    private static DateOnly DayOf(KnownImport import, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(import.Date, zone).DateTime);
}
