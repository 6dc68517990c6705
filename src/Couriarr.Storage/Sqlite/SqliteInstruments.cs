using System.Diagnostics.Metrics;
using Couriarr.Jobs.Metrics;

namespace Couriarr.Storage.Sqlite;

/// <summary>How the one writer fares, and how much room it has.</summary>
internal sealed class SqliteInstruments : IInstruments
{
    private static readonly long[] Requests = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

    public SqliteInstruments(IMeterFactory meters, SqliteDatabase database)
    {
        var meter = meters.Create("Couriarr.Storage");
        var file = database.Options.File;
        meter.CreateObservableGauge(
            "couriarr_storage_waiting_writes",
            () => database.Waiting,
            null,
            "Writes that wait for the database's writer."
        );
        meter.CreateObservableGauge("couriarr_storage_database_bytes", () => SizeOf(file), "By", "Size of the database without its log.");
        meter.CreateObservableGauge("couriarr_storage_wal_bytes", () => SizeOf(file + "-wal"), "By", "Size of the write-ahead log.");
        meter.CreateObservableGauge(
            "couriarr_storage_free_bytes",
            () => Native.RoomIn(database.Options.Folder)?.FreeBytes ?? 0,
            "By",
            "Free room on the disk that holds the data folder."
        );
        Follow(meter, database);
    }

    private static void Follow(Meter meter, SqliteDatabase database)
    {
        var shared = meter.CreateHistogram(
            "couriarr_storage_commit_writes",
            null,
            "How many writes shared a commit.",
            tags: null,
            new InstrumentAdvice<long> { HistogramBucketBoundaries = Requests }
        );
        var took = meter.CreateHistogram(
            "couriarr_storage_commit_duration_seconds",
            "s",
            "How long a commit took, from the first of its writes until the disk had it.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds }
        );
        database.Committed = (writes, duration) =>
        {
            shared.Record(writes);
            took.Record(duration.TotalSeconds);
        };
    }

    private static long SizeOf(string file) => new FileInfo(file) is { Exists: true } found ? found.Length : 0;
}
