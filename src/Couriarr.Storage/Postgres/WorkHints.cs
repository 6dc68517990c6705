using System.Threading.Channels;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Couriarr.Storage.Postgres;

/// <summary>
/// Tells the other nodes in which lanes there is new work, once a second at most: each telling is a lock that all commits of the server
/// share. Nobody relies on it; every node looks by itself as well.
/// </summary>
internal sealed class WorkHints(PostgresPool pool, TimeProvider clock) : BackgroundService
{
    public const string Topic = "couriarr_work";
    public const string AllLanes = "*";
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private readonly Channel<string> lanes = Channel.CreateBounded<string>(
        new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest }
    );

    /// <summary>By it a node knows its own words again.</summary>
    public string Node { get; } = Guid.NewGuid().ToString("N");

    public void Tell(IReadOnlyList<NewJob> jobs)
    {
        foreach (var job in jobs)
            if (job.RunAt <= job.CreatedAt)
                lanes.Writer.TryWrite(job.Lane);
    }

    public void TellAll() => lanes.Writer.TryWrite(AllLanes);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (await lanes.Reader.WaitToReadAsync(stopping))
        {
            var told = new HashSet<string>(StringComparer.Ordinal);
            while (lanes.Reader.TryRead(out var lane))
                told.Add(lane);
            await TellAsync(told.Contains(AllLanes) ? [AllLanes] : [.. told], stopping);
            await Task.Delay(Pace, clock, stopping);
        }
    }

    private async Task TellAsync(string[] told, CancellationToken stopping)
    {
        try
        {
            await using var connection = await pool.Work.OpenConnectionAsync(stopping);
            await using var command = new NpgsqlCommand("SELECT pg_notify($1, word) FROM unnest($2) AS word", connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Topic });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(told, lane => $"{Node} {lane}") });
            await command.ExecuteNonQueryAsync(stopping);
        }
        catch (NpgsqlException)
        {
            // Only a hint: they look by themselves in a moment.
        }
    }
}
