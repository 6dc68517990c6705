using Npgsql;

namespace Couriarr.Storage.Postgres;

/// <summary>Why the service does not start on this server, and what to do about it.</summary>
internal static class PostgresRefusal
{
    public static string Of(Exception trouble, PostgresOptions options) =>
        trouble is PostgresException { SqlState: var code, MessageText: var words }
            ? $"{options.Place} does not take us: {words}. {(PostgresTrouble.RefusesOurSettings(trouble) ? BehindAPooler : Advice(code, options))}"
            : $"{options.Place} cannot be used: {trouble.Message} See that PostgreSQL runs there, that storage.database names the right host and port, "
                + "and that its pg_hba.conf lets this machine in.";

    /// <summary>Only what the owner has to change first; a server that is just away may be back at the next start.</summary>
    public static int ExitCodeOf(Exception trouble) =>
        trouble is PostgresException { SqlState: "28P01" or "28000" or "3D000" or "42501" or "0A000" }
        || PostgresTrouble.RefusesOurSettings(trouble)
            ? StartupException.Configuration
            : StartupException.Failure;

    private const string BehindAPooler =
        "That is PgBouncer: set pool_mode = session and ignore_startup_parameters = options there, or name the server itself in storage.database.";

    private static string Advice(string code, PostgresOptions options) =>
        code switch
        {
            "28P01" => $"Set the right password of the user {options.User} in storage.database, or in storage.database_password.",
            "28000" => "Look into the server's pg_hba.conf, and whether the server wants TLS (?sslmode=require).",
            "3D000" => $"Create it: createdb -O {options.User} {options.Database}",
            "42501" => $"Let the user {options.User} create tables there: GRANT ALL ON SCHEMA public TO \"{options.User}\"",
            "53300" => "Raise the server's max_connections, or lower ours with ?connections=8 in storage.database.",
            "25006" => "Give Couriarr the primary server, not one that follows it.",
            _ => "Look into the server's log, and start again.",
        };
}
