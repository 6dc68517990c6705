using System.Text.Json;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Couriarr.Storage.Postgres;

/// <summary>Which database we knew last, and how far its tokens had come.</summary>
/// <param name="Database">The server, its timeline, and the very sequence: restored from a copy, one of them is another.</param>
internal sealed record KnownDatabase(string Database, long Token);

/// <summary>
/// Remembers in our own folder how far the database was. One that was put back to an older state would give the same tokens and
/// ids once more, and an old worker could pass for a new one: then both leap ahead.
/// </summary>
internal sealed class PostgresMark(PostgresPool pool, string folder, TimeProvider clock, ILogger log) : IAsyncDisposable
{
    private const long Leap = 1_000_000;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private readonly string file = Path.Combine(folder, "postgres.mark");
    private ITimer? timer;

    /// <summary>At the start, before anybody claims anything.</summary>
    public async Task CompareAsync(CancellationToken ct)
    {
        var now = await LookAsync(ct);
        if (Read() is { } then && (then.Database != now.Database || then.Token > now.Token))
        {
            await LeapAsync(Math.Max(then.Token, now.Token) + Leap, ct);
            log.LogWarning(
                "{Place} is not as we left it: another server, or put back to an older state. What it gives out begins a million higher, "
                    + "and what was missed is asked for again",
                pool.Options.Place
            );
            now = await LookAsync(ct);
        }
        Write(now);
        timer = clock.CreateTimer(_ => _ = NoteAsync(), null, Every, Every);
    }

    public async ValueTask DisposeAsync()
    {
        if (timer is not null)
            await timer.DisposeAsync();
        await NoteAsync();
    }

    private async Task NoteAsync()
    {
        try
        {
            Write(await LookAsync(CancellationToken.None));
        }
        catch (Exception e) when (e is NpgsqlException or IOException or UnauthorizedAccessException)
        {
            log.LogDebug("How far the database is could not be noted: {Reason}", e.Message);
        }
    }

    private async Task<KnownDatabase> LookAsync(CancellationToken ct)
    {
        await using var command = pool.Work.CreateCommand(
            """
            SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || (SELECT timeline_id FROM pg_control_checkpoint()) || '/'
                || 'job_tokens'::regclass::oid::text, (SELECT last_value FROM job_tokens)
            """
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new KnownDatabase(reader.GetString(0), reader.GetInt64(1));
    }

    private async Task LeapAsync(long token, CancellationToken ct)
    {
        await using var command = pool.Work.CreateCommand(
            $"""
            SELECT setval('job_tokens', $1),
                setval(pg_get_serial_sequence('job_queue', 'id'), nextval(pg_get_serial_sequence('job_queue', 'id')) + {Leap})
            """
        );
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = token });
        await command.ExecuteNonQueryAsync(ct);
    }

    private KnownDatabase? Read()
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<KnownDatabase>(File.ReadAllText(file)) : null;
        }
        catch (JsonException)
        {
            // Half written. What it said is lost; then the leap is made in doubt.
            return new KnownDatabase("", 0);
        }
    }

    private void Write(KnownDatabase now)
    {
        File.WriteAllText($"{file}.new", JsonSerializer.Serialize(now));
        File.Move($"{file}.new", file, overwrite: true);
    }
}
