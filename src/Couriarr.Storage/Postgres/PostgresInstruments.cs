using System.Diagnostics.Metrics;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Storage.Postgres;

/// <summary>The database on a server, as it was at the last look; nothing while it cannot be asked.</summary>
internal sealed class PostgresInstruments : IInstruments
{
    public PostgresInstruments(IMeterFactory meters, PostgresWatch watch)
    {
        var meter = meters.Create("Couriarr.Storage");
        meter.CreateObservableGauge(
            "couriarr_storage_database_bytes",
            () => Seen(watch, sight => sight.Size),
            "By",
            "Size of the database without its log."
        );
        meter.CreateObservableGauge(
            "couriarr_storage_dead_rows",
            () => Seen(watch, sight => sight.DeadRows),
            null,
            "Rows of the queue on a PostgreSQL server that ended and are not cleared away yet."
        );
        meter.CreateObservableGauge(
            "couriarr_storage_oldest_transaction_seconds",
            () => Seen(watch, sight => sight.Oldest?.Age.TotalSeconds ?? 0),
            "s",
            "How long the oldest transaction on a PostgreSQL server has been open, of those that our user may see."
        );
    }

    private static IEnumerable<Measurement<T>> Seen<T>(PostgresWatch watch, Func<ServerSight, T> of)
        where T : struct => watch.Sight is { } sight ? [new(of(sight))] : [];
}
