using System.Globalization;
using Couriarr.Dashboard.Parts;
using Couriarr.Doors;
using Couriarr.Features.Intake;
using Couriarr.Features.Players;
using Couriarr.Features.Transfers;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Overview;

/// <summary>How the last two weeks went, day by day.</summary>
internal sealed class Trends(TransferTrend transfers, ImportTrend imports, WatchableTrend watchable)
{
    public async Task<IReadOnlyList<Trend>> AllAsync(CancellationToken ct)
    {
        var (carried, heard, seen) = (await transfers.AskAsync(ct), await imports.AskAsync(ct), await watchable.AskAsync(ct));
        return [Carried(carried), Imported(heard), GivenUp(carried), Watchable(seen)];
    }

    private static Trend Carried(IReadOnlyList<CarriedOn> days) =>
        new(
            "overview.carried",
            StatsDoor.Human(days[^1].Bytes),
            Say("overview.files", days[^1].Files),
            [.. days.Select(day => Bar(day.Day, day.Bytes, $"{StatsDoor.Human(day.Bytes)}, {Say("overview.files", day.Files)}"))]
        );

    private static Trend Imported(IReadOnlyList<HeardOn> days) =>
        new(
            "overview.imports",
            Number(days[^1].Imports),
            Say("overview.of_days", days.Sum(day => day.Imports), days.Count),
            [.. days.Select(day => Bar(day.Day, day.Imports, Say("overview.imported", day.Imports)))]
        );

    private static Trend GivenUp(IReadOnlyList<CarriedOn> days) =>
        new(
            "overview.failures",
            Number(days[^1].Failures),
            Say("overview.of_days", days.Sum(day => day.Failures), days.Count),
            [.. days.Select(day => Bar(day.Day, day.Failures, Say("overview.failed", day.Failures)))]
        )
        {
            IsBad = true,
        };

    private static Trend Watchable(IReadOnlyList<WatchableOn> days) =>
        new(
            "overview.watchable",
            days[^1].Took is { } took ? Moments.Span(took) : "–",
            Say("overview.files", days[^1].Files),
            [.. days.Select(day => Bar(day.Day, day.Took?.TotalSeconds ?? 0, Said(day)))]
        );

    private static string Said(WatchableOn day) =>
        day.Took is { } took ? Say("overview.took", day.Files, Moments.Span(took)) : Say("overview.none_seen");

    private static ChartBar Bar(DateOnly day, double value, string said)
    {
        var label = LabelOf(day);
        return new ChartBar(label, value, $"{label}: {said}");
    }

    public static string LabelOf(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
