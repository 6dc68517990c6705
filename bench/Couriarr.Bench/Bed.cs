using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage;
using Couriarr.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Couriarr.Bench;

/// <summary>The product's engine on a database of its own; nothing works before <see cref="StartAsync"/>.</summary>
internal sealed class Bed : IAsyncDisposable
{
    private readonly SqliteDatabase database;
    private readonly IHost host;

    private Bed(SqliteDatabase database, IHost host) => (this.database, this.host) = (database, host);

    public JobQueue Queue => host.Services.GetRequiredService<JobQueue>();
    public IJobStore Store => host.Services.GetRequiredService<IJobStore>();
    public Starts Starts => host.Services.GetRequiredService<Starts>();

    public static async Task<Bed> MakeAsync(string folder, int slots)
    {
        var opened = await OpenAsync(folder);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddJobs().AddStorage(opened).AddSingleton<Starts>().AddJob<NoOp, NoOpHandler>();
        builder.Services.Configure<JobsOptions>(jobs => jobs.Lanes[NoOp.Lane] = slots);
        return new Bed(opened, builder.Build());
    }

    public static Task<SqliteDatabase> OpenAsync(string folder) =>
        SqliteDatabase.OpenAsync(new SqliteOptions(folder), [StorageModule.JobTables], TimeProvider.System, new NoFailPoints(), default);

    public Task StartAsync() => host.StartAsync();

    /// <summary>Returns when the last job is settled, which is a while after its handler ran.</summary>
    public async Task EmptyAsync()
    {
        while (await database.ReadAsync(s => s.FirstAsync("SELECT count(*) FROM job_queue", row => row.GetInt64(0)), default) > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(2));
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await database.DisposeAsync();
    }
}
