using System.Globalization;
using Couriarr.Doors.Described;

namespace Couriarr.Doors;

/// <summary>/stats: what was carried since the start, and how jobs ended.</summary>
internal static class StatsDoor
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB"];

    public static void MapStats(this IEndpointRouteBuilder app) =>
        app.MapGet("/stats", StatsAsync)
            .Explained(
                "Watching",
                "Numbers",
                "What was carried since the start; totals go as far back as the history of jobs.",
                Examples.Stats
            )
            .MayRefuse(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> StatsAsync(Tally tally, CancellationToken ct)
    {
        var counts = await tally.AskAsync(ct);
        var stats = new StatsView(counts.Ever.Succeeded, counts.Ever.Failed, counts.Today.Succeeded, counts.Today.Failed);
        return Results.Json(stats, Answers.Json);
    }

    /// <summary>With a point and one digit, in steps of 1024: 139.7 GB.</summary>
    public static string Human(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        for (; size >= 1024 && unit < Units.Length - 1; unit++)
            size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.0} {Units[unit]}");
    }
}

internal sealed record StatsView(long TotalSuccessful, long TotalFailed, long TodaySuccessful, long TodayFailed)
{
    /// <summary>Since the start. Nothing is carried yet, so these four are nought.</summary>
    public long MoviesSynced { get; init; }
    public long EpisodesSynced { get; init; }
    public long Failures { get; init; }
    public long BytesTransferred { get; init; }
    public string BytesTransferredHuman => StatsDoor.Human(BytesTransferred);
}
