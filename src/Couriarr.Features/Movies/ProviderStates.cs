using Couriarr.Storage.Sql;

namespace Couriarr.Features.Movies;

/// <summary>How far we are with a provider (provider_states).</summary>
internal sealed class ProviderStates(Database database)
{
    public Task<string?> FindAsync(string provider, string name, CancellationToken ct) =>
        database.ReadAsync(
            s =>
                s.FirstAsync(
                    "SELECT value FROM provider_states WHERE provider = @p1 AND name = @p2",
                    row => row.GetString(0),
                    provider,
                    name
                ),
            ct
        );

    public Task<int> KeepAsync(string provider, string name, string value, CancellationToken ct) =>
        database.WriteAsync(
            s =>
                s.ExecuteAsync(
                    """
                    INSERT INTO provider_states (provider, name, value) VALUES (@p1, @p2, @p3)
                    ON CONFLICT (provider, name) DO UPDATE SET value = excluded.value
                    """,
                    provider,
                    name,
                    value
                ),
            WriteKind.Upkeep,
            ct
        );
}
