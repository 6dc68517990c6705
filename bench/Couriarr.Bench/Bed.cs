using Couriarr.Jobs;
using Couriarr.Jobs.Store;
using Couriarr.Storage;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Couriarr.Bench;

/// <summary>The product's engine on a database of its own; nothing works before <see cref="StartAsync"/>.</summary>
internal sealed class Bed : IAsyncDisposable
{
    private readonly LocalStore place;
    private readonly IHost host;

    private Bed(LocalStore place, IHost host) => (this.place, this.host) = (place, host);

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

    public static Task<LocalStore> OpenAsync(string folder, params MigrationLine[] tables) =>
        LocalStore.OpenAsync(new StorageOptions(folder) { Tables = tables }, TimeProvider.System, NullLoggerFactory.Instance, default);

    public Task StartAsync() => host.StartAsync();

    /// <summary>Returns when the last job is settled, which is a while after its handler ran.</summary>
    public async Task EmptyAsync()
    {
        while (await place.Database.ReadAsync(s => s.FirstAsync("SELECT count(*) FROM job_queue", row => row.GetInt64(0)), default) > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(2));
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await place.DisposeAsync();
    }
}
