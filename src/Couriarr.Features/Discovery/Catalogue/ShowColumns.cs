using System.Globalization;
using System.Text.Json;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Catalogue;

/// <summary>How shows stand in the columns of their table, and are read from there.</summary>
internal static class ShowColumns
{
    private const string Day = "yyyy-MM-dd";
    private const double Hundredths = 100;
    private static readonly IReadOnlyList<string> NoGenres = [];

    /// <summary>What the catalogue says, in the order of <see cref="Values"/>.</summary>
    public static readonly string[] OfShow =
    [
        "tvmaze_id",
        "title",
        "tvdb_id",
        "imdb_id",
        "language",
        "country",
        "type",
        "status",
        "premiered",
        "ended",
        "network",
        "web_channel",
        "genres",
        "runtime",
        "average_runtime",
        "rating_hundredths",
        "weight",
        "tvmaze_updated_at",
        "summary",
        "image",
        "page",
    ];

    // Takes much room, and of 95,000 shows at once it is seldom asked for.
    private const int Heavy = 3;
    private static readonly string[] OfStanding =
    [
        "processing_status",
        "by_user",
        "verdict",
        "decided_by",
        "filter_reason",
        "note",
        "sonarr_instance",
        "sonarr_series_id",
        "added_to_sonarr_at",
        "pending_since",
        "retry_after",
        "retry_count",
        "error_message",
        "removed_at",
    ];

    public static readonly string Light = string.Join(", ", OfShow[..^Heavy]);
    public static readonly string Whole = string.Join(", ", OfShow);
    public static readonly string Known = $"{Whole}, {string.Join(", ", OfStanding)}";

    public static readonly int CountOfKnown = OfShow.Length + OfStanding.Length;

    public static object?[] Values(Show show) =>
        [
            show.Id,
            show.Title,
            show.TvdbId,
            show.ImdbId,
            show.Language,
            show.Country,
            show.Type,
            show.Status,
            Written(show.Premiered),
            Written(show.Ended),
            show.Network,
            show.WebChannel,
            JsonSerializer.Serialize(show.Genres),
            show.Runtime,
            show.AverageRuntime,
            show.Rating is { } rating ? (long)Math.Round(rating * Hundredths) : null,
            show.Weight,
            show.Updated,
            show.Summary,
            show.Image?.OriginalString,
            show.Page?.OriginalString,
        ];

    public static Show ReadLight(Row row) =>
        new(row.GetInt64(0), row.GetString(1))
        {
            TvdbId = Number(row, 2),
            ImdbId = Text(row, 3),
            Language = Text(row, 4),
            Country = Text(row, 5),
            Type = Text(row, 6),
            Status = Text(row, 7),
            Premiered = Date(row, 8),
            Ended = Date(row, 9),
            Network = Text(row, 10),
            WebChannel = Text(row, 11),
            Genres = row.GetString(12) is var genres && genres == "[]" ? NoGenres : JsonSerializer.Deserialize<string[]>(genres)!,
            Runtime = (int?)Number(row, 13),
            AverageRuntime = (int?)Number(row, 14),
            Rating = Number(row, 15) / Hundredths,
            Weight = row.GetInt32(16),
            Updated = row.GetInt64(17),
        };

    public static Show ReadWhole(Row row) =>
        ReadLight(row) with
        {
            Summary = Text(row, 18),
            Image = Address(row, 19),
            Page = Address(row, 20),
        };

    public static KnownShow ReadKnown(Row row) => new(ReadWhole(row), ReadStanding(row, OfShow.Length));

    private static Standing ReadStanding(Row row, int from) =>
        new(ShowStatuses.Find(row.GetString(from))!.Value, row.GetInt64(from + 1) != 0)
        {
            Verdict = Text(row, from + 2) is { } verdict ? Enum.Parse<Decision>(verdict, ignoreCase: true) : null,
            DecidedBy = Text(row, from + 3),
            FilterReason = Text(row, from + 4),
            Note = Text(row, from + 5),
            Instance = Text(row, from + 6),
            SeriesId = Number(row, from + 7),
            AddedAt = Time(row, from + 8),
            PendingSince = Time(row, from + 9),
            RetryAfter = Time(row, from + 10),
            RetryCount = row.GetInt32(from + 11),
            Error = Text(row, from + 12),
            RemovedAt = Time(row, from + 13),
        };

    public static string? Text(Row row, int column) => row.IsNull(column) ? null : row.GetString(column);

    public static long? Number(Row row, int column) => row.IsNull(column) ? null : row.GetInt64(column);

    public static DateTimeOffset? Time(Row row, int column) =>
        row.IsNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static string? Written(DateOnly? day) => day?.ToString(Day, CultureInfo.InvariantCulture);

    public static DateOnly? Date(Row row, int column) =>
        row.IsNull(column) ? null : DateOnly.ParseExact(row.GetString(column), Day, CultureInfo.InvariantCulture);

    private static Uri? Address(Row row, int column) => row.IsNull(column) ? null : new Uri(row.GetString(column));
}
