using System.Diagnostics.Metrics;
using Couriarr.Jobs.Running;
using Couriarr.Jobs.Store;

namespace Couriarr.Jobs.Metrics;

/// <summary>How runs of jobs went, counted as they end.</summary>
internal sealed class JobInstruments : IInstruments
{
    // From a short call to a day of work.
    private static readonly double[] Seconds = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600, 14400];
    private readonly JobCatalog _catalog;
    private readonly Histogram<double> _attempts;
    private readonly Counter<long> _settled;

    public JobInstruments(IMeterFactory meters, JobCatalog catalog)
    {
        _catalog = catalog;
        var meter = meters.Create("Couriarr.Jobs");
        _attempts = meter.CreateHistogram(
            "couriarr_jobs_attempt_duration_seconds",
            "s",
            "How long runs of jobs took, by what they came to.",
            Labels.Named("kind", "outcome"),
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds }
        );
        _settled = meter.CreateCounter<long>(
            "couriarr_jobs_settled_total",
            null,
            "Runs of jobs whose end was stored, by the state the job came to.",
            Labels.Named("kind", "state")
        );
    }

    public void Ran(JobRecord job, Outcome outcome, TimeSpan took) =>
        _attempts.Record(took.TotalSeconds, new("kind", KindOf(_catalog, job.Kind)), new("outcome", Word(outcome)));

    public void Settled(JobRecord job, JobState state) =>
        _settled.Add(1, new("kind", KindOf(_catalog, job.Kind)), new("state", state.Word()));

    /// <summary>A kind that only another version of the program knows has no name here, so that the names stay few.</summary>
    public static string KindOf(JobCatalog catalog, string kind) => catalog.Find(kind) is null ? "unknown" : kind;

    private static string Word(Outcome outcome) =>
        outcome switch
        {
            Outcome.Ended { Result: JobResult.Completed } => "succeeded",
            Outcome.Ended { Result: JobResult.Skipped } => "skipped",
            Outcome.Ended { Result: JobResult.Outdated } => "superseded",
            Outcome.Ended => "snoozed",
            Outcome.Failed { Error: BlockedException } => "blocked",
            Outcome.Failed => "failed",
            Outcome.Stopped => "cancelled",
            Outcome.Interrupted => "interrupted",
            Outcome.Lost => "lost",
            _ => "not_understood",
        };
}
