using Couriarr.Jobs;
using Couriarr.Jobs.Metrics;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Jobs;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Sql;
using Couriarr.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Storage;

public static class StorageModule
{
    /// <summary>The tables of the queue.</summary>
    public static MigrationLine JobTables { get; } = new("jobs", typeof(StorageModule).Assembly, "Jobs/Migrations");

    /// <summary>Keeps the jobs in a store that is open already, and copies it every day.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, LocalStore store) =>
        services
            .AddSingleton(store.Database)
            .AddSingleton(store.Backups)
            .AddSingleton<StoreCheck>()
            .AddQueue(store)
            .AddSingleton<IJobReader, SqlJobReader>()
            .AddStorageJobs();

    private static IServiceCollection AddQueue(this IServiceCollection services, LocalStore store) =>
        store.Postgres is { } postgres
            ? services.AddPostgres(postgres)
            : services
                .AddSingleton(store.Sqlite!)
                .AddInstruments<SqliteInstruments>()
                .AddSingleton<JobSql>()
                .AddSingleton<IJobStore, SqlJobStore>();

    /// <summary>What storage does by the clock; its names are known without an open store.</summary>
    public static IServiceCollection AddStorageJobs(this IServiceCollection services) =>
        services.AddJob<BackUp, BackUpHandler>().AddSchedule("backup", "0 4 * * *", _ => new BackUp());
}
