using Couriarr.Dashboard.Queue;
using Couriarr.Features.Transfers;

namespace Couriarr.Dashboard.Overview;

/// <summary>What is going on now, and whether anything needs a person.</summary>
/// <param name="Problems">A sentence each, as /health says them to who is known.</param>
internal sealed record OverviewView(IReadOnlyList<JobLine> Moving, IReadOnlyList<string> Problems, Sums? Sums)
{
    public IReadOnlyList<JobLine> Latest { get; init; } = [];
}
