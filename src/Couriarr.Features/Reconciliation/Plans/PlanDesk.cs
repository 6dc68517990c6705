using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Reconciliation.Runs;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Features.Reconciliation.Plans;

/// <summary>Makes plans of what was found, and has done what a person approves of them.</summary>
internal sealed class PlanDesk(RunTable runs, PlanTable plans, JobQueue queue, CouriarrOptions options)
{
    private const int AtOnce = 5000;

    /// <param name="run">Which comparison; the newest that ended when it is not said.</param>
    /// <exception cref="PermanentException">There is nothing that a plan could be made of.</exception>
    public async Task<Plan> MakeAsync(long? run, string? library, bool replaces, bool removes, CancellationToken ct)
    {
        var found = run is { } id
            ? await runs.FindAsync(id, ct)
            : (await runs.NewestAsync(20, ct)).FirstOrDefault(one => one.EndedAt is not null);
        if (found?.EndedAt is null)
            throw new PermanentException("There is no comparison that has ended. Make one first: POST /reconcile?report_only=true.");
        var wanted = found.Libraries.Where(one => library is null || one.Library == library).ToList();
        if (!wanted.Exists(one => one.IsSaid))
            throw new PermanentException(
                $"Comparison {found.Id} could say nothing{(library is null ? "" : $" of '{library}'")}. "
                    + string.Join(" ", wanted.Select(one => $"{one.Library}: {one.Why}"))
            );
        var plan = await plans.MakeAsync(new PlanWish(found.Id, library ?? "", replaces, removes), ct);
        return (await plans.FindAsync(plan, ct))!;
    }

    public Task<List<Plan>> NewestAsync(int count, CancellationToken ct) => plans.NewestAsync(count, ct);

    public Task<Plan?> FindAsync(long id, CancellationToken ct) => plans.FindAsync(id, ct);

    public Task<List<PlanLine>> LinesAsync(long plan, int after, int limit, CancellationToken ct) =>
        plans.LinesAsync(plan, after, limit, ct);

    /// <summary>All of it line by line, a page at a time.</summary>
    public async IAsyncEnumerable<PlanLine> AllAsync(
        long plan,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        for (
            var page = await plans.LinesAsync(plan, 0, AtOnce, ct);
            page.Count > 0;
            page = await plans.LinesAsync(plan, page[^1].Line, AtOnce, ct)
        )
            foreach (var line in page)
                yield return line;
    }

    /// <returns>How many lines are approved by it, and the jobs that see to them: one for each library.</returns>
    /// <exception cref="PermanentException">It would be more than the limits allow: nothing is approved.</exception>
    public async Task<(int Lines, IReadOnlyList<JobId> Jobs)> ApproveAsync(Plan plan, Approval approval, CancellationToken ct)
    {
        var (chosen, approved) = (new List<PlanLine>(), new List<PlanLine>());
        await foreach (var line in AllAsync(plan.Id, ct))
        {
            if (approval.Fits(line))
                chosen.Add(line);
            if (approval.Fits(line) || line.ApprovedAt is not null)
                approved.Add(line);
        }
        if (chosen.Count == 0)
            throw new PermanentException("None of its lines fits that still waits to be done.");
        Check(approved, PlanLine.Replace, options.Reconcile.MaxReplaces, "reconcile.max_replaces");
        Check(approved, PlanLine.Remove, options.Sync.Mirror.MaxDeletes, "sync.mirror.max_deletes");
        await plans.ApproveAsync(plan.Id, [.. chosen.Select(line => line.Line)], ct);
        var jobs = new List<JobId>();
        foreach (var library in chosen.Select(line => line.File.Library).Distinct(StringComparer.Ordinal))
            jobs.Add(await queue.EnqueueAsync(new ApplyPlan(plan.Id, library), ct: ct));
        return (chosen.Count, jobs);
    }

    private static void Check(List<PlanLine> lines, string action, int most, string option)
    {
        if (lines.Count(line => line.Action == action) is var count && count > most)
            throw new PermanentException(
                $"With it {count} files would be approved to {action}, more than the {most} of {option}. Nothing was approved. Approve fewer lines, or raise it and restart."
            );
    }
}
