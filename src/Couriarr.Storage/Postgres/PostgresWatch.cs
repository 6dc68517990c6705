using System.Globalization;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Couriarr.Storage.Postgres;

/// <summary>Looks at the server once a minute: how large we are there, and whether somebody holds up its clearing away.</summary>
internal sealed class PostgresWatch(
    PostgresDatabase crowd,
    PostgresOptions options,
    Loops loops,
    TimeProvider clock,
    ILogger<PostgresWatch> log
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private int _told;

    /// <summary>Null before the first look.</summary>
    public ServerSight? Sight { get; private set; }

    /// <summary>What the owner should see to.</summary>
    public string? Warning => Culprit?.Sentence(options.Place);

    private OpenTransaction? Culprit => Sight?.Oldest is { } oldest && oldest.Age > options.LongestTransaction ? oldest : null;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loops.KeepAsync("database server", WatchAsync, stoppingToken);

    private async Task WatchAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do await LookAsync(ct);
        while (await timer.WaitForNextTickAsync(ct));
    }

    public async Task LookAsync(CancellationToken ct)
    {
        try
        {
            Sight = await crowd.ReadAsync(AskAsync, ct);
        }
        catch (StoreUnavailableException)
        {
            // Everybody who needs the server says so. What was seen before is not true any more.
            Sight = null;
        }
        if (Culprit is { } culprit && culprit.Process != _told)
            log.LogWarning("{Whose}: {Warning}", culprit.Whose, culprit.Sentence(options.Place));
        _told = Culprit?.Process ?? 0;
    }

    private static async ValueTask<ServerSight?> AskAsync(Session session) =>
        await session.FirstAsync(
            """
            SELECT pg_database_size(current_database()),
                coalesce((SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'job_queue' AND schemaname = current_schema()), 0),
                coalesce(oldest.pid, 0)::bigint,
                coalesce(oldest.usename, '') || ' by ' || coalesce(nullif(oldest.application_name, ''), 'an unnamed program'),
                coalesce((extract(epoch FROM clock_timestamp() - oldest.xact_start) * 1000)::bigint, 0)
            FROM (SELECT 1) AS one LEFT JOIN (
                SELECT pid, usename, application_name, xact_start FROM pg_stat_activity
                WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid() ORDER BY xact_start LIMIT 1
            ) AS oldest ON true
            """,
            row => new ServerSight(
                row.GetInt64(0),
                row.GetInt64(1),
                row.GetInt32(2) is > 0 and var process
                    ? new OpenTransaction(process, row.GetString(3), TimeSpan.FromMilliseconds(row.GetInt64(4)))
                    : null
            )
        );
}
