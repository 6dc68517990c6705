using Couriarr.Storage.Sql;

namespace Couriarr.Features.Accounts;

public sealed record Account(string Name, PasswordHash Password);

/// <summary>The administrator. There is one, or none yet.</summary>
public sealed class AccountTable(Database database, TimeProvider clock)
{
    public async Task<bool> ExistsAsync(CancellationToken ct) => await FindAsync(ct) is not null;

    public Task<Account?> FindAsync(CancellationToken ct) =>
        database.ReadAsync(
            session =>
                session.FirstAsync(
                    "SELECT name, password_hash FROM admin_accounts",
                    row => new Account(row.GetString(0), new PasswordHash(row.GetString(1)))
                ),
            ct
        );

    /// <returns>False when there is one already, whoever was faster.</returns>
    public Task<bool> CreateAsync(Account account, CancellationToken ct) =>
        database.WriteAsync(async session => await InsertAsync(session, account) > 0, WriteKind.Upkeep, ct);

    /// <summary>Sets a new password and signs out whoever is signed in, at once.</summary>
    /// <param name="name">A new name; the present one when null.</param>
    public Task<Account> SetPasswordAsync(string? name, PasswordHash password, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                await InsertAsync(session, new Account(AccountRules.FirstName, password));
                await session.ExecuteAsync(
                    "UPDATE admin_accounts SET name = COALESCE(@p1, name), password_hash = @p2, changed_at = @p3",
                    name,
                    password.Text,
                    Now
                );
                await SessionTable.EndAllAsync(session);
                return new Account((await session.FirstAsync("SELECT name FROM admin_accounts", row => row.GetString(0)))!, password);
            },
            WriteKind.Upkeep,
            ct
        );

    private ValueTask<int> InsertAsync(Session session, Account account) =>
        session.ExecuteAsync(
            """
            INSERT INTO admin_accounts (id, name, password_hash, created_at, changed_at) VALUES (1, @p1, @p2, @p3, @p3)
            ON CONFLICT (id) DO NOTHING
            """,
            account.Name,
            account.Password.Text,
            Now
        );

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
