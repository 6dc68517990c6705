using Couriarr.Features.Configuration.Options;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>Whether anything may be added at all: not before somebody saw what it would be and agreed, unless dry_run says otherwise.</summary>
internal sealed class Consent(CouriarrOptions options, Database database, TimeProvider clock)
{
    /// <summary>Why nothing is added; null when it is.</summary>
    public async Task<string?> ObjectionAsync(CancellationToken ct) =>
        options.DryRun switch
        {
            true => "dry_run is on: nothing is added.",
            false => null,
            null when await ConfirmedAtAsync(ct) is null =>
                "Nothing is added until you have confirmed the first preview: look at what GET /adding counts, then POST /adding/confirm.",
            _ => null,
        };

    public Task<DateTimeOffset?> ConfirmedAtAsync(CancellationToken ct) =>
        database.ReadAsync(
            async s =>
                (await s.QueryAsync("SELECT confirmed_at FROM adding_consent", row => row.GetInt64(0))) is [var at]
                    ? DateTimeOffset.FromUnixTimeMilliseconds(at)
                    : (DateTimeOffset?)null,
            ct
        );

    /// <summary>The first time counts.</summary>
    public Task<int> ConfirmAsync(CancellationToken ct) =>
        database.WriteAsync(
            s =>
                s.ExecuteAsync(
                    "INSERT INTO adding_consent (id, confirmed_at) VALUES (1, @p1) ON CONFLICT (id) DO NOTHING",
                    clock.GetUtcNow().ToUnixTimeMilliseconds()
                ),
            WriteKind.Upkeep,
            ct
        );
}
