using System.Globalization;
using Couriarr.Doors.Described;
using Couriarr.Features.Transfers;

namespace Couriarr.Doors;

/// <summary>/stats: what was carried, since the start, today and ever.</summary>
internal static class StatsDoor
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB"];

    public static void MapStats(this IEndpointRouteBuilder app) =>
        app.MapGet("/stats", StatsAsync)
            .Explained(
                "Watching",
                "Numbers",
                "The first five since the start of the program; totals and today count files, whatever of the history was forgotten meanwhile.",
                Examples.Stats
            )
            .MayRefuse(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> StatsAsync(Totals totals, CancellationToken ct)
    {
        var (sums, session) = (await totals.AskAsync(ct), totals.SinceStart);
        var stats = new StatsView(sums.Ever.Succeeded, sums.Ever.Failed, sums.Today.Succeeded, sums.Today.Failed)
        {
            MoviesSynced = session.Movies,
            EpisodesSynced = session.Episodes,
            Failures = session.Failures,
            BytesTransferred = session.Bytes,
        };
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
    /// <summary>Since the start, like the other three.</summary>
    public long MoviesSynced { get; init; }
    public long EpisodesSynced { get; init; }
    public long Failures { get; init; }
    public long BytesTransferred { get; init; }
    public string BytesTransferredHuman => StatsDoor.Human(BytesTransferred);
}
