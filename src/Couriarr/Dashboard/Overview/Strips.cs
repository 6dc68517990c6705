using Couriarr.Dashboard.Parts;
using Couriarr.Features.Intake.Missed;
using Couriarr.Features.Media;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Overview;

/// <summary>The proofs that nothing was missed, each as a strip of days.</summary>
internal static class Strips
{
    // Nobody waits for a page because many histories are compared; the next look at it has them.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <returns>Null while they are still being counted.</returns>
    public static async Task<IReadOnlyList<ProofLine>?> OfAsync(Proofs proofs, DateTimeOffset now, TimeZoneInfo zone, CancellationToken ct)
    {
        try
        {
            var all = await proofs.AskAsync(ct).WaitAsync(Patience, ct);
            var days = LastDays.Of(Deliveries.UsualDays, now, zone);
            return [.. all.Select(proof => new ProofLine(proof, [.. days.Select(day => Of(proof, day.First))]))];
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static StripDay Of(Proof proof, DateOnly day)
    {
        var label = Trends.LabelOf(day);
        if (proof.Delivered.Days.FirstOrDefault(one => one.Day == day) is not { } known)
            return new StripDay(Say("overview.no_imports", label), "");
        var said = Say("overview.arrived_on", label, known.Delivered, known.InHistory);
        return new StripDay(
            said,
            known.Delivered == known.InHistory ? "good"
                : known.Delivered == 0 ? "bad"
                : "warn"
        );
    }
}
