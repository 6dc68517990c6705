using System.Text.Json.Serialization;

namespace Couriarr.Features.Discovery;

/// <summary>How far the catalogue is known, in the form that state.json has.</summary>
public sealed record SyncState
{
    [JsonPropertyName("last_full_sync")]
    public DateTimeOffset? LastFullSync { get; init; }

    [JsonPropertyName("last_incremental_sync")]
    public DateTimeOffset? LastIncrementalSync { get; init; }

    /// <summary>The last page that was stored whole.</summary>
    [JsonPropertyName("last_tvmaze_page")]
    public int? LastPage { get; init; }

    [JsonPropertyName("highest_tvmaze_id")]
    public int? HighestId { get; init; }

    [JsonPropertyName("last_filter_hash")]
    public string? FilterHash { get; init; }

    [JsonPropertyName("last_updates_check")]
    public DateTimeOffset? LastUpdatesCheck { get; init; }

    /// <summary>What makes it unbelievable; null when nothing does.</summary>
    public string? Objection(DateTimeOffset now) =>
        LastPage < 0 ? $"last_tvmaze_page is {LastPage}"
        : HighestId < 0 ? $"highest_tvmaze_id is {HighestId}"
        : new[] { LastFullSync, LastIncrementalSync, LastUpdatesCheck }.Max() > now.AddDays(1) ? "it tells of a time still to come"
        : null;
}
