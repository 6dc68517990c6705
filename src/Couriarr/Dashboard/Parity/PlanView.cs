using Couriarr.Features.Reconciliation.Plans;

namespace Couriarr.Dashboard.Parity;

/// <summary>A plan with a page of its lines.</summary>
internal sealed record PlanView(Plan Plan, IReadOnlyList<PlanLine> Lines, string? First, string? Next)
{
    /// <summary>Whether something on this page can still be approved.</summary>
    public bool HasOpen => Lines.Any(IsOpen);

    /// <summary>The actions of which something is not approved yet, with how many of them.</summary>
    public IEnumerable<(string Action, int Open)> Open =>
        PlanWords
            .Actions.Select(action => (action, Plan.Lines.GetValueOrDefault(action) - Plan.Approved.GetValueOrDefault(action)))
            .Where(open => open.Item2 > 0);

    public static bool IsOpen(PlanLine line) => line is { ApprovedAt: null, Outcome: null };
}
