using System.Globalization;
using Npgsql;

namespace Couriarr.Storage.Postgres;

/// <summary>Whether a server can keep what we promise.</summary>
internal sealed class PostgresCheck(PostgresOptions options, bool mayBeHalfMoved)
{
    private const int OldestVersion = 130_000;
    private const int Nodes = 2;

    /// <returns>What is not forbidden, but should be known.</returns>
    /// <exception cref="StartupException">It cannot.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT current_setting('server_version_num'), current_setting('server_version'), current_setting('server_encoding'),
                pg_is_in_recovery()::text, current_setting('transaction_read_only'), current_setting('fsync'),
                current_setting('full_page_writes'), current_setting('max_connections'),
                current_setting('synchronous_commit'), (to_regclass('move_progress') IS NOT NULL)::text,
                (SELECT setting FROM pg_settings WHERE name = 'idle_in_transaction_session_timeout')
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        Refuse(Number(reader.GetString(0)) < OldestVersion, $"is PostgreSQL {reader.GetString(1)}. Couriarr needs 13 or newer.");
        Refuse(
            reader.GetString(2) != "UTF8",
            $"keeps its texts as {reader.GetString(2)}. Create the database anew: createdb -E UTF8 -T template0 {options.Database}"
        );
        Refuse(
            reader.GetString(3) == "true" || reader.GetString(4) == "on",
            "is read-only. Give Couriarr the primary server, and a database whose default_transaction_read_only is off."
        );
        Refuse(
            reader.GetString(9) == "true" && !mayBeHalfMoved,
            "was moved into, and not to the end. Finish it with 'couriarr move', or create the database anew."
        );
        List<string> warnings = [];
        if (reader.GetString(5) == "off" || reader.GetString(6) == "off")
            warnings.Add(
                $"{options.Place}: fsync or full_page_writes is off on the server. A power cut there may lose everything; turn both on."
            );
        if (Number(reader.GetString(7)) < (options.MostConnections + 3) * Nodes)
            warnings.Add(
                $"{options.Place}: the server takes {reader.GetString(7)} connections, and each node may want {options.MostConnections + 3}. "
                    + "Raise its max_connections, or lower ours with ?connections=8 in storage.database."
            );
        if (reader.GetString(8) != "on")
            warnings.Add(
                $"{options.Place}: our connections cannot have synchronous_commit = on. What was answered may be lost with the server."
            );
        if (Number(reader.GetString(10)) != (int)options.LongestSilence.TotalMilliseconds)
            warnings.Add(
                $"{options.Place}: the settings that our connections begin with do not reach the server; a pooler in between drops them. "
                    + $"Give them to our user instead, as docs/scale.md says: ALTER ROLE \"{options.User}\" SET idle_in_transaction_session_timeout = '10s'"
            );
        return warnings;

        void Refuse(bool unfit, string why)
        {
            if (unfit)
                throw new StartupException($"{options.Place} {why}", StartupException.Configuration);
        }
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
