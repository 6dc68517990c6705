using Couriarr.Jobs.Live;
using Couriarr.Jobs.Metrics;
using Couriarr.Jobs.Running;
using Couriarr.Jobs.Schedules;
using Couriarr.Jobs.Sharing;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Couriarr.Jobs;

public static class JobsModule
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobsOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IFailPoints, NoFailPoints>();
        services.AddSingleton<JobCatalog>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<WorkSignal>();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<Loops>();
        services.AddSingleton<Calendar>();
        services.TryAddSingleton<INodeTable, LoneNode>();
        services.AddSingleton<Nodes>().AddSingleton<UnservedLanes>().AddSingleton<Referral>();
        services.AddSingleton<Breakers>();
        services.AddSingleton<Heart>();
        services.AddSingleton<Judge>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<Workers>();
        services.AddSingleton(MakeDesk);
        services.AddSingleton<ScheduleDesk>();
        services.AddInstruments<JobInstruments>().AddInstruments<LaneInstruments>().AddInstruments<NodeInstruments>();
        services.AddInstruments<QueueInstruments>().AddInstruments<ScheduleInstruments>();
        services.AddHostedService(s => s.GetRequiredService<Workers>());
        services.AddHostedService<RollCall>();
        services.AddHostedService<Scheduler>();
        services.AddJob<CleanUp, CleanUpHandler>().AddSchedule("cleanup", "30 4 * * *", _ => new CleanUp());
        return services;
    }

    public static IServiceCollection AddJob<TJob, THandler>(this IServiceCollection services)
        where TJob : IJob<TJob>
        where THandler : class, IJobHandler<TJob>
    {
        services.AddSingleton<JobCatalog.Entry>(new JobCatalog.Entry<TJob>());
        services.AddScoped<IJobHandler<TJob>, THandler>();
        return services;
    }

    // By hand: its constructor takes what the other floors need not see.
    private static JobDesk MakeDesk(IServiceProvider services) =>
        new(
            services.GetRequiredService<IJobStore>(),
            services.GetRequiredService<IJobReader>(),
            services.GetRequiredService<Workers>(),
            services.GetRequiredService<Heart>(),
            services.GetRequiredService<WorkSignal>(),
            services.GetRequiredService<LiveFeed>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IOptions<JobsOptions>>()
        );

    /// <summary>Runs a job on a cron line, which the options may replace under its name.</summary>
    public static IServiceCollection AddSchedule(
        this IServiceCollection services,
        string name,
        string cron,
        Func<DateTimeOffset, IJob> job
    ) => services.AddSingleton(new Schedule(name, cron, job));
}
