using System.Security.Cryptography;
using System.Text;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;

namespace Couriarr.Features.Accounts;

/// <summary>Who is signed in. A session ends when it is not used for half a day, in any case after a week, and whenever its owner says so.</summary>
public sealed class SessionTable(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Idle = TimeSpan.FromHours(12);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    // Not every click is worth a write.
    private static readonly TimeSpan Notice = TimeSpan.FromMinutes(1);

    private const string Columns = "id, account, created_at, seen_at, address, agent";
    private const int SecretBytes = 32;
    private const int LongestAgent = 300;

    /// <returns>The secret, which is nowhere else from here on than in the browser. Null when the password was changed meanwhile.</returns>
    public Task<string?> BeginAsync(Account account, Guest guest, CancellationToken ct)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        var agent = guest.Agent.Length > LongestAgent ? guest.Agent[..LongestAgent] : guest.Agent;
        return database.WriteAsync<string?>(
            async session =>
            {
                await session.ExecuteAsync(
                    "DELETE FROM admin_sessions WHERE seen_at <= @p1 OR created_at <= @p2",
                    Ms(clock.GetUtcNow() - Idle),
                    Ms(clock.GetUtcNow() - Longest)
                );
                var begun = await session.ExecuteAsync(
                    """
                    INSERT INTO admin_sessions (secret_hash, account, created_at, seen_at, address, agent)
                    SELECT @p1, name, @p2, @p2, @p3, @p4 FROM admin_accounts WHERE name = @p5 AND password_hash = @p6
                    """,
                    HashOf(secret),
                    Ms(clock.GetUtcNow()),
                    guest.Address,
                    agent,
                    account.Name,
                    account.Password.Text
                );
                return begun > 0 ? secret : null;
            },
            WriteKind.Upkeep,
            ct
        );
    }

    /// <returns>Null when nobody is signed in with this secret, or not any more.</returns>
    public async Task<BrowserSession?> FindAsync(string secret, CancellationToken ct)
    {
        var found = (await AliveAsync("secret_hash = @p3", HashOf(secret), ct)).FirstOrDefault();
        if (found is not null && clock.GetUtcNow() - found.SeenAt > Notice)
            await NoticeAsync(found, ct);
        return found;
    }

    // A database that takes nothing is when an owner most wants to look around.
    private async Task NoticeAsync(BrowserSession found, CancellationToken ct)
    {
        try
        {
            await ChangeAsync("UPDATE admin_sessions SET seen_at = @p2 WHERE id = @p1", ct, found.Id, Ms(clock.GetUtcNow()));
        }
        catch (StoreUnavailableException) { }
    }

    /// <summary>The one used last comes first.</summary>
    public Task<List<BrowserSession>> ListAsync(CancellationToken ct) => AliveAsync("@p3 = @p3", "", ct);

    public async Task<bool> LivesAsync(long id, CancellationToken ct) => (await AliveAsync("id = @p3", id, ct)).Count > 0;

    /// <returns>False when there is no such session.</returns>
    public async Task<bool> EndAsync(long id, CancellationToken ct) =>
        await ChangeAsync("DELETE FROM admin_sessions WHERE id = @p1", ct, id) > 0;

    internal static ValueTask<int> EndAllAsync(Session session) => session.ExecuteAsync("DELETE FROM admin_sessions");

    private Task<int> ChangeAsync(string sql, CancellationToken ct, params object?[] values) =>
        database.WriteAsync(session => session.ExecuteAsync(sql, values), WriteKind.Upkeep, ct);

    private Task<List<BrowserSession>> AliveAsync(string which, object value, CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.QueryAsync(
                    $"SELECT {Columns} FROM admin_sessions WHERE seen_at > @p1 AND created_at > @p2 AND {which} ORDER BY seen_at DESC, id DESC",
                    Read,
                    Ms(clock.GetUtcNow() - Idle),
                    Ms(clock.GetUtcNow() - Longest),
                    value
                ),
            ct
        );

    private static BrowserSession Read(Row row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
            row.GetString(4),
            row.GetString(5)
        );

    // A plain hash is enough: nobody guesses 256 random bits. Looking the hash up gives away nothing that helps with another secret.
    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
