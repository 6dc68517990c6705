using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Features.Accounts;

public static class AccountsModule
{
    public static MigrationLine Tables { get; } = new("accounts", typeof(AccountsModule).Assembly, "Accounts/Migrations");

    public static IServiceCollection AddAccounts(this IServiceCollection services) =>
        services
            .AddSingleton<AccountTable>()
            .AddSingleton<SessionTable>()
            .AddSingleton<AttemptTable>()
            .AddSingleton<AuditTrail>()
            .AddSingleton<SignIn>()
            .AddSingleton<PasswordChange>();
}
