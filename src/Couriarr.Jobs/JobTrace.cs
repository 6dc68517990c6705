using System.Diagnostics;
using Couriarr.Jobs.Running;
using Couriarr.Jobs.Store;

namespace Couriarr.Jobs;

/// <summary>Ties jobs into the trace of what caused them, across restarts: one trace from a webhook to the last message. Free while nobody listens.</summary>
public static class JobTrace
{
    public const string SourceName = "Couriarr";
    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The trace context of whoever asks, for a job that is added later; null while no trace is kept.</summary>
    public static string? Here => Source.HasListeners() ? Activity.Current?.Id : null;

    internal static Activity? Begin(JobRecord job)
    {
        var span = Source.StartActivity(job.Kind, ActivityKind.Consumer, job.Trace);
        span?.SetTag("couriarr.job.id", job.Id.Value).SetTag("couriarr.job.root", job.RootId.Value);
        return span?.SetTag("couriarr.job.attempt", job.RetryCount + 1);
    }

    internal static void End(Activity? span, Outcome outcome)
    {
        if (span is null)
            return;
        span.SetTag("couriarr.job.outcome", outcome.GetType().Name);
        if (outcome is Outcome.Failed { Error: var error })
            span.SetStatus(ActivityStatusCode.Error, error.Message);
    }
}
