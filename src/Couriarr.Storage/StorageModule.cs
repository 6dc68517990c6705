using Couriarr.Jobs;
using Couriarr.Jobs.Metrics;
using Couriarr.Jobs.Store;
using Couriarr.Storage.Jobs;
using Couriarr.Storage.Postgres;
using Couriarr.Storage.Redis;
using Couriarr.Storage.Sql;
using Couriarr.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Storage;

public static class StorageModule
{
    /// <summary>The tables of the queue.</summary>
    public static MigrationLine JobTables { get; } = new("jobs", typeof(StorageModule).Assembly, "Jobs/Migrations");

    /// <summary>What the database must know of a queue that rests elsewhere.</summary>
    public static MigrationLine EpochTables { get; } = new("queue", typeof(StorageModule).Assembly, "Redis/Migrations");

    /// <summary>Keeps the jobs in a store that is open already, and copies it every day.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, LocalStore store) =>
        services
            .AddSingleton(store.Database)
            .AddSingleton(store.Backups)
            .AddSingleton(s => new StoreCheck(s.GetRequiredService<Database>(), s.GetService<RedisQueue>(), s.GetService<PostgresWatch>()))
            .AddDatabase(store)
            .AddQueue(store)
            .AddStorageJobs();

    private static IServiceCollection AddDatabase(this IServiceCollection services, LocalStore store) =>
        store.Sqlite is { } sqlite
            ? services.AddSingleton(sqlite).AddInstruments<SqliteInstruments>()
            : services.AddServer(store.Postgres!);

    private static IServiceCollection AddQueue(this IServiceCollection services, LocalStore store) =>
        store.Queue is { } redis
            ? services.AddRedis(redis)
            : services.AddSingleton<IQueueMemory, LastingMemory>().AddSqlQueue(store.Postgres).AddSingleton<IJobReader, SqlJobReader>();

    private static IServiceCollection AddSqlQueue(this IServiceCollection services, PostgresStore? postgres) =>
        postgres is not null ? services.AddPostgres(postgres) : services.AddSingleton<JobSql>().AddSingleton<IJobStore, SqlJobStore>();

    /// <summary>What storage does by the clock; its names are known without an open store.</summary>
    public static IServiceCollection AddStorageJobs(this IServiceCollection services) =>
        services.AddJob<BackUp, BackUpHandler>().AddSchedule("backup", "0 4 * * *", _ => new BackUp());
}
