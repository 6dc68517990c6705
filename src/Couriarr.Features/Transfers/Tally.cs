using System.Globalization;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Transfers;

/// <summary>What one file's end adds to the totals of its local day. The totals outlive the rows they were counted from.</summary>
internal sealed record Tally(
    string Day,
    long Movies = 0,
    long Episodes = 0,
    long Bytes = 0,
    long Failures = 0,
    long Retries = 0,
    long Files = 0
)
{
    public ValueTask<int> AddTo(Session session) =>
        session.ExecuteAsync(
            """
            INSERT INTO sync_stats (date, movies_synced, episodes_synced, bytes_transferred, failures, retries, files_synced)
            VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7)
            ON CONFLICT (date) DO UPDATE SET movies_synced = sync_stats.movies_synced + @p2, episodes_synced = sync_stats.episodes_synced + @p3,
                bytes_transferred = sync_stats.bytes_transferred + @p4, failures = sync_stats.failures + @p5, retries = sync_stats.retries + @p6,
                files_synced = sync_stats.files_synced + @p7
            """,
            Day,
            Movies,
            Episodes,
            Bytes,
            Failures,
            Retries,
            Files
        );
}

/// <summary>Counts in local days.</summary>
internal sealed class DayBook(CouriarrOptions options, TimeProvider clock)
{
    public string Today =>
        TimeZoneInfo
            .ConvertTime(clock.GetUtcNow(), options.TimeZone ?? TimeZoneInfo.Local)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public Tally Delivered(Work work, Parcel parcel, Fate.Delivered fate)
    {
        var videos = Sidecar.Is(parcel.Name) ? 0 : 1;
        return fate.Outcome == Plan.Present
            ? new Tally(Today)
            : new Tally(
                Today,
                work.Type is MediaType.Movie ? videos : 0,
                work.Type is MediaType.Tv ? videos * Math.Max(1, parcel.File.Episodes.Count) : 0,
                fate.Bytes,
                Files: 1
            );
    }

    public Tally Retried() => new(Today, Retries: 1);

    public Tally GivenUp() => new(Today, Failures: 1);
}
