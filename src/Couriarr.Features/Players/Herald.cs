using Couriarr.Features.Media;
using Couriarr.Features.Players.Kinds;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Players;

/// <summary>
/// Tells people, counters and other features how it goes with players. A job that waits can leave no follow-ups, so these are added
/// at once: after a crash in just that moment they may come twice, but never not at all.
/// </summary>
internal sealed class Herald(
    Reactions reactions,
    JobQueue queue,
    PlayerInstruments instruments,
    TimeProvider clock,
    ILogger<History> history
)
{
    public void Asked(Target target, Visit visit) =>
        history.LogInformation("{Player} was asked to look into {Folder} ({Title})", target.Who, visit.Folder, visit.Work.Title);

    public async Task AvailableAsync(Target target, IReadOnlyList<Tiding> rows, CancellationToken ct)
    {
        foreach (var row in rows)
            instruments.Seen(target.Kind, clock.GetUtcNow() - row.ToldAt);
        foreach (var same in rows.GroupBy(row => row.Work.Key, StringComparer.Ordinal).Select(same => same.ToList()))
        {
            var took = clock.GetUtcNow() - same.Min(row => row.ToldAt);
            history.LogInformation(
                "{Title} can be watched: {Player} shows {Files} of it, {Seconds:0} s after the import",
                same[0].Work.Title,
                target.Who,
                Count(same),
                took.TotalSeconds
            );
            await RaiseAsync(new MediaAvailable(same[0].Work, target.Who, Paths(same), took), ct);
        }
    }

    public async Task NotVisibleAsync(Target target, IReadOnlyList<Tiding> rows, string why, CancellationToken ct)
    {
        instruments.Missed(target.Kind, rows.Count);
        foreach (var same in rows.GroupBy(row => row.Work.Key, StringComparer.Ordinal).Select(same => same.ToList()))
        {
            history.LogWarning(
                "{Title} arrived, but {Player} does not show {Files}: {Why}",
                same[0].Work.Title,
                target.Who,
                Count(same),
                why
            );
            await RaiseAsync(new MediaNotVisible(same[0].Work, target.Who, Paths(same), why), ct);
        }
    }

    public Task BrokenAsync(Target target, string why, CancellationToken ct)
    {
        history.LogWarning("{Player} cannot be told what arrives, it waits: {Why}", target.Who, why);
        return RaiseAsync(new PlayerBroken(target.Who, why), ct);
    }

    public Task BackAsync(Target target, TimeSpan away, CancellationToken ct)
    {
        history.LogInformation("{Player} can be told again after {Away}", target.Who, away);
        return RaiseAsync(new PlayerBack(target.Who, away), ct);
    }

    private async Task RaiseAsync<TEvent>(TEvent happened, CancellationToken ct)
        where TEvent : class
    {
        if (await reactions.ToAsync(happened, ct) is { Count: > 0 } jobs)
            await queue.EnqueueAllAsync(jobs, ct: ct);
    }

    private static string Count(List<Tiding> rows) => rows.Count == 1 ? Path.GetFileName(rows[0].Path) : $"{rows.Count} files";

    private static List<string> Paths(List<Tiding> rows) => [.. rows.Select(row => row.Path)];
}
