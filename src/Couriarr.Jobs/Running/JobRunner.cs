using Couriarr.Jobs.Live;
using Couriarr.Jobs.Metrics;
using Couriarr.Jobs.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Couriarr.Jobs.Running;

/// <summary>Runs one claimed job: announce, perform, judge.</summary>
internal sealed class JobRunner(
    IJobStore store,
    JobCatalog catalog,
    Judge judge,
    Heart heart,
    LiveFeed live,
    JobInstruments instruments,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    IOptions<JobsOptions> options,
    ILogger<JobRunner> log
)
{
    /// <param name="asked">When its lease was asked for, by the monotonic clock.</param>
    /// <returns>A handler that was told to stop and would not; null when it ended.</returns>
    public async Task<Task?> RunAsync(Lease lease, long asked, CancellationToken stopping)
    {
        var span = JobTrace.Begin(lease.Job);
        var told = log.BeginScope(new JobScope(lease.Job));
        live.Publish(LiveEvent.Started(lease.Job));
        var context = new JobContext(lease, store, live, clock, (job, wish) => catalog.Describe(job, clock.GetUtcNow(), wish, lease.Job));
        var run = heart.Begin(lease, asked);
        live.Begin(context);
        try
        {
            var (outcome, stuck) = Misunderstanding(lease.Job) is { } why
                ? (new Outcome.NotUnderstood(why), null)
                : await MeasureAsync(run, context, stopping);
            JobTrace.End(span, outcome);
            await judge.PassAsync(lease, outcome, context.FollowUps, stopping);
            return stuck;
        }
        finally
        {
            live.End(context);
            heart.End(run);
            told?.Dispose();
            span?.Dispose();
        }
    }

    private string? Misunderstanding(JobRecord job) =>
        catalog.Find(job.Kind) switch
        {
            null => $"This version does not know the job '{job.Kind}'; it runs when a version that does is started.",
            { Kind.Version: var known } when job.PayloadVersion > known =>
                $"It was written by a newer version ({job.Kind} {job.PayloadVersion}, known here: {known}); it runs when that is started.",
            _ => null,
        };

    private async Task<(Outcome, Task? Stuck)> MeasureAsync(Run run, JobContext context, CancellationToken stopping)
    {
        var started = clock.GetTimestamp();
        var came = await PerformAsync(run, context, stopping);
        instruments.Ran(run.Lease.Job, came.Item1, clock.GetElapsedTime(started));
        return came;
    }

    private async Task<(Outcome, Task? Stuck)> PerformAsync(Run run, JobContext context, CancellationToken stopping)
    {
        var kind = catalog.Find(run.Lease.Job.Kind)!;
        using var timeout = new CancellationTokenSource(kind.Kind.Timeout, clock);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token, run.Cancelled, run.Lost);
        var handler = Task.Run(() => HandleAsync(kind, run.Lease.Job.Payload, context, any.Token), CancellationToken.None);
        if (!await EndsAsync(handler, any.Token))
            return (WhyStopped(run, kind.Kind, timeout.Token, stopping), handler);
        try
        {
            return (new Outcome.Ended(await handler), null);
        }
        catch (LeaseLostException)
        {
            return (new Outcome.Lost(), null);
        }
        // What work throws after it was told to stop says nothing about the work, unless it says so itself.
        catch (Exception e) when (any.IsCancellationRequested && e is not (PermanentException or BlockedException))
        {
            return (WhyStopped(run, kind.Kind, timeout.Token, stopping), null);
        }
        catch (Exception e)
        {
            return (new Outcome.Failed(e), null);
        }
    }

    private async Task<JobResult> HandleAsync(JobCatalog.Entry kind, string payload, JobContext context, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await kind.RunAsync(scope.ServiceProvider, payload, context, ct);
    }

    // False when it was told to stop and had its grace.
    private async Task<bool> EndsAsync(Task handler, CancellationToken told)
    {
        await handler.WaitAsync(told).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!handler.IsCompleted)
            await handler
                .WaitAsync(options.Value.Grace, clock, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return handler.IsCompleted;
    }

    private static Outcome WhyStopped(Run run, JobKind kind, CancellationToken timeout, CancellationToken stopping) =>
        run.Lost.IsCancellationRequested ? new Outcome.Lost()
        : run.Cancelled.IsCancellationRequested ? new Outcome.Stopped()
        : timeout.IsCancellationRequested && !stopping.IsCancellationRequested
            ? new Outcome.Failed(new TransientException($"It ran longer than the {kind.Timeout} it may take."))
        : new Outcome.Interrupted();
}
