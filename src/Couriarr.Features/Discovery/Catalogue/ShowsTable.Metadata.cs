using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Catalogue;

/// <summary>What the catalogue says of shows.</summary>
internal sealed partial class ShowsTable
{
    private static readonly string Upsert = $"""
        INSERT INTO shows ({ShowColumns.Whole}, last_checked, created_at, updated_at)
        VALUES ({string.Join(", ", ShowColumns.OfShow.Select((_, i) => $"@p{i + 1}"))}, @p22, @p22, @p22)
        ON CONFLICT (tvmaze_id) DO UPDATE SET {string.Join(", ", ShowColumns.OfShow[1..].Select(name => $"{name} = excluded.{name}"))},
        last_checked = excluded.last_checked, updated_at = excluded.updated_at, missed_at = NULL, removed_at = NULL
        WHERE excluded.tvmaze_updated_at >= shows.tvmaze_updated_at
        """;

    /// <summary>Stores what the catalogue says, and nothing else: what was decided stays. Something older than what is known changes nothing.</summary>
    public static async ValueTask<int> StoreAsync(Session session, IReadOnlyList<Show> shows, DateTimeOffset at)
    {
        foreach (var show in shows)
            await session.ExecuteAsync(Upsert, [.. ShowColumns.Values(show), at.ToUnixTimeMilliseconds()]);
        return shows.Count;
    }

    public Task<int> StoreAsync(IReadOnlyList<Show> shows, CancellationToken ct) =>
        database.WriteAsync(session => StoreAsync(session, shows, clock.GetUtcNow()), WriteKind.Growth, ct);
}
