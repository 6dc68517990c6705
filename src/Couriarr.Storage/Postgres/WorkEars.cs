using Couriarr.Jobs.Running;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Couriarr.Storage.Postgres;

/// <summary>Hears from other nodes that there is new work, and wakes our lanes for it. While it is deaf the lanes look by themselves.</summary>
internal sealed class WorkEars(PostgresPool pool, WorkHints own, WorkSignal signal, TimeProvider clock, ILogger<WorkEars> log)
    : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private bool told;

    /// <summary>How often it began to listen; tests wait for it.</summary>
    internal int Begun { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stopping);
            }
            catch (NpgsqlException e)
            {
                if (!told)
                    log.LogInformation(
                        "New work of other nodes is not heard of for a while, and found a second later: {Reason}",
                        e.Message
                    );
                told = true;
                await Task.Delay(Rest, clock, stopping);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        await using var connection = await pool.Ears.OpenConnectionAsync(stopping);
        connection.Notification += (_, heard) => Wake(heard.Payload);
        await using (var command = new NpgsqlCommand($"LISTEN {WorkHints.Topic}", connection))
            await command.ExecuteNonQueryAsync(stopping);
        Begun++;
        told = false;
        // What was told while we were deaf.
        signal.RaiseAll();
        while (true)
            await connection.WaitAsync(stopping);
    }

    private void Wake(string words)
    {
        if (words.Split(' ', 2) is not [var node, var lane] || node == own.Node)
            return;
        if (lane == WorkHints.AllLanes)
            signal.RaiseAll();
        else
            signal.Raise(lane);
    }
}
