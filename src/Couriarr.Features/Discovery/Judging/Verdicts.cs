using System.Globalization;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Media;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Discovery.Judging;

/// <summary>Shows were judged: some may be wanted now.</summary>
public sealed record ShowsJudged(int Wanted, int ForReview);

/// <summary>Keeps what the rules say of every show true: when the catalogue has news, when the rules change, and when the day does.</summary>
internal sealed class Verdicts(
    Court court,
    Law law,
    StateTable state,
    DiscoveryInstruments instruments,
    Reactions reactions,
    ILogger<Verdicts> log
)
{
    /// <summary>Of the rules in force.</summary>
    public string Fingerprint => law.Rules.Fingerprint;

    /// <summary>Whether what is stored was judged by other rules, or on another day by rules for which that makes a difference.</summary>
    public bool AreStale(Progress progress) =>
        progress.Sync.FilterHash != law.Rules.Fingerprint || (law.Rules.FollowsCalendar && progress.JudgedOn != law.Day);

    public async Task<Tally> RenewAsync(Progress progress, CancellationToken ct) => await RunAsync(AreStale(progress), ct);

    /// <summary>Asks about all of them, whatever was asked before.</summary>
    public Task<Tally> RenewAllAsync(CancellationToken ct) => RunAsync(all: true, ct);

    /// <summary>The jobs of whoever adds shows.</summary>
    public Task<IReadOnlyList<IJob>> ReactionsAsync(Tally tally, CancellationToken ct) =>
        reactions.ToAsync(new ShowsJudged(CountOf(tally, ShowStatus.Wanted), CountOf(tally, ShowStatus.Review)), ct);

    private async Task<Tally> RunAsync(bool all, CancellationToken ct)
    {
        var (tally, day) = (new Tally(), law.Day);
        await court.JudgeNewsAsync(tally, ct);
        if (all)
        {
            await court.JudgeAgainAsync(tally, ct);
            // Last of all: killed before it, the next run does again what was not done.
            await state.JudgedAsync(law.Rules.Fingerprint, day, ct);
        }
        foreach (var (status, count) in tally.Counts)
            instruments.Processed.Add(count, new KeyValuePair<string, object?>("result", status.Word()));
        if (tally.Counts.Count > 0)
            log.LogInformation("Judged {Judged} shows: {Counts}", tally.Counts.Values.Sum(), Words(tally));
        return tally;
    }

    private static string Words(Tally tally) =>
        string.Join(
            ", ",
            tally
                .Counts.OrderBy(pair => pair.Key)
                .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key.Word().Replace('_', ' ')}"))
        );

    private static int CountOf(Tally tally, ShowStatus status) => tally.Counts.GetValueOrDefault(status);
}
