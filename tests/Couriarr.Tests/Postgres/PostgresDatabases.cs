using Couriarr.Storage.Postgres;

namespace Couriarr.Tests.Postgres;

/// <summary>Databases of tests on a server, as the store is told of them.</summary>
internal static class PostgresDatabases
{
    private static int _named;

    public static PostgresOptions Of(this PostgresServer server, string database) =>
        new(server.Folder, PostgresAddress.UsualPort, database, PostgresServer.Owner) { Password = PostgresServer.Password };

    public static async Task<PostgresOptions> CreateAsync(this PostgresServer server, string? template = null)
    {
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref _named)}";
        await server.AskAsync("postgres", $"CREATE DATABASE {name}{(template is null ? "" : $" TEMPLATE {template}")}");
        return server.Of(name);
    }

    public static Task DropAsync(this PostgresServer server, PostgresOptions database) =>
        server.AskAsync("postgres", $"DROP DATABASE IF EXISTS {database.Database} WITH (FORCE)");
}
