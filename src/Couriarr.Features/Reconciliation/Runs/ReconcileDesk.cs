using Couriarr.Features.Places;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Features.Reconciliation.Runs;

/// <summary>What a person may ask about comparisons, and have done.</summary>
internal sealed class ReconcileDesk(RunTable runs, FindingTable findings, TitleTable titles, PathMap map, JobQueue queue)
{
    public IReadOnlyList<string> Libraries => [.. map.Routes.Select(route => route.Name)];

    public Task<JobId> StartAsync(string? library, bool reportOnly, bool isDry, CancellationToken ct) =>
        queue.EnqueueAsync(
            new Reconcile(Occasion.Asked)
            {
                Library = library,
                ReportOnly = reportOnly,
                IsDry = isDry,
            },
            ct: ct
        );

    public Task<List<Run>> NewestAsync(int count, CancellationToken ct) => runs.NewestAsync(count, ct);

    public Task<Run?> FindAsync(long id, CancellationToken ct) => runs.FindAsync(id, ct);

    public Task<List<(LibraryOutcome Last, LibraryOutcome? Said)>> LatestAsync(CancellationToken ct) => runs.LatestAsync(ct);

    /// <summary>What it was before, when it was compared on the same occasion.</summary>
    public Task<LibraryOutcome?> BeforeAsync(Run run, string library, CancellationToken ct) => runs.BeforeAsync(run, library, ct);

    public Task<List<Finding>> FilesAsync(
        long run,
        string? library,
        IReadOnlyCollection<string> standings,
        long after,
        int limit,
        CancellationToken ct
    ) => findings.PageAsync(run, library, standings, after, limit, ct);

    public Task<List<TitleLine>> TitlesAsync(TitleQuestion question, CancellationToken ct) => titles.PageAsync(question, ct);
}
