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

    public static Task<Bed> MakeAsync(string folder, int slots) => MakeAsync(new StorageOptions(folder), slots);

    public static async Task<Bed> MakeAsync(StorageOptions options, int slots)
    {
        var opened = await LocalStore.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, default);
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
    /// <param name="pause">Between two looks: a look may cost the server something.</param>
    public async Task EmptyAsync(TimeSpan? pause = null)
    {
        while (!await IsEmptyAsync())
            await Task.Delay(pause ?? TimeSpan.FromMilliseconds(2));
    }

    private async Task<bool> IsEmptyAsync() =>
        place.Queue is null
            ? await place.Database.ReadAsync(s => s.FirstAsync("SELECT 1 FROM job_queue LIMIT 1", row => row.GetInt64(0)), default) == 0
            : (await host.Services.GetRequiredService<IJobReader>().CountAsync(default)).All(state =>
                state.Key.IsEnded() || state.Value == 0
            );

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await place.DisposeAsync();
    }
}
