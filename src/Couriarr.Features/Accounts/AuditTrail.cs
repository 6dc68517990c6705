using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Accounts;

/// <param name="What">In a few words.</param>
/// <param name="Thing">Which one: the address of the thing, or empty.</param>
public sealed record Deed(string Who, string What, string Thing, string Address);

public sealed record AuditEntry(long Id, DateTimeOffset At, Deed Deed);

/// <summary>Who changed what, when and from where. What is half a year old is forgotten while new things are written down.</summary>
public sealed class AuditTrail(Database database, TimeProvider clock, ILogger<AuditTrail> log)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(180);
    private const int ForgottenAtOnce = 20;
    private const int LongestWord = 300;

    /// <summary>The deed is done already: a database that cannot take it down does not undo it, the log has it nevertheless.</summary>
    public async Task WriteAsync(Deed deed, CancellationToken ct)
    {
        log.LogInformation("{Who} from {Address}: {What} {Thing}", deed.Who, deed.Address, deed.What, deed.Thing);
        try
        {
            await database.WriteAsync(session => WriteAsync(session, deed), WriteKind.Upkeep, ct);
        }
        catch (StoreUnavailableException e)
        {
            log.LogWarning("The line above is missing in the audit trail: {Reason}", e.Message);
        }
    }

    /// <summary>Newest first.</summary>
    public Task<List<AuditEntry>> ListAsync(long? before, int limit, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    "SELECT id, at, who, what, thing, address FROM audit_trail WHERE id < @p1 ORDER BY id DESC LIMIT @p2",
                    Read,
                    before ?? long.MaxValue,
                    limit
                ),
            ct
        );

    private async ValueTask<int> WriteAsync(Session session, Deed deed)
    {
        var now = clock.GetUtcNow();
        await session.ExecuteAsync(
            "DELETE FROM audit_trail WHERE at < @p1 AND id IN (SELECT id FROM audit_trail ORDER BY id LIMIT @p2)",
            (now - Kept).ToUnixTimeMilliseconds(),
            ForgottenAtOnce
        );
        return await session.ExecuteAsync(
            "INSERT INTO audit_trail (at, who, what, thing, address) VALUES (@p1, @p2, @p3, @p4, @p5)",
            now.ToUnixTimeMilliseconds(),
            Short(deed.Who),
            Short(deed.What),
            Short(deed.Thing),
            Short(deed.Address)
        );
    }

    private static string Short(string word) => word.Length > LongestWord ? word[..LongestWord] : word;

    private static AuditEntry Read(Row row) =>
        new(
            row.GetInt64(0),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
            new Deed(row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5))
        );
}
