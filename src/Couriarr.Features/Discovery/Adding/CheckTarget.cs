using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Cinema;
using Couriarr.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>Looks once after the start whether an app has what the options and rules name. One that is down is looked at when it is up.</summary>
internal sealed record CheckTarget(Target Target) : IJob<CheckTarget>
{
    public static JobKind Kind { get; } =
        new("check-target")
        {
            Lane = "adding",
            Priority = JobPriority.High,
            Timeout = TimeSpan.FromMinutes(5),
        };

    string? IJob.Gate => Target.Gate;
    string? IJob.UniqueKey => $"{Kind.Name}:{Target.Kind}:{Target.Instance}";
}

internal sealed class CheckTargetHandler(Storefront storefront, Targets targets, ILogger<CheckTarget> log) : IJobHandler<CheckTarget>
{
    public async Task<JobResult> RunAsync(CheckTarget job, JobContext context, CancellationToken ct)
    {
        if (await storefront.EnterAsync(job.Target, targets.RoutingsOf(job.Target), ct) is not { } shop)
            return JobResult.Skip($"There is no {job.Target.Kind} '{job.Target.Name}' in use.");
        log.LogInformation("{Who} has all that is needed to add something there.", shop.Api.Who);
        return JobResult.Done;
    }
}

/// <summary>Has every app that something may be added to looked at, once at the start, and the lists of movies read.</summary>
internal sealed class CheckTargets(Targets targets, CouriarrOptions options, JobQueue queue, Loops loops) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loops.KeepAsync("first look at apps", BeginAsync, stoppingToken);

    private async Task BeginAsync(CancellationToken ct)
    {
        var jobs = targets.All.Select(IJob (target) => new CheckTarget(target)).ToList();
        if (options.Movies.IsUsed)
            jobs.Add(new FindMovies());
        if (jobs.Count > 0)
            await queue.EnqueueAllAsync(jobs, ct: ct);
    }
}
