using Couriarr.Jobs.Store;
using Couriarr.Storage.Jobs;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Storage;

public static class StorageModule
{
    /// <summary>The tables of the queue.</summary>
    public static MigrationLine JobTables { get; } = new("jobs", typeof(StorageModule).Assembly, "Jobs/Migrations");

    /// <summary>Keeps the jobs in a database that is open already.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, Database database) =>
        services.AddSingleton(database).AddSingleton<IJobStore, SqlJobStore>().AddSingleton<IJobReader, SqlJobReader>().AddSingleton<StoreCheck>();
}
