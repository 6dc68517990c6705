using Couriarr.Features.Media;

namespace Couriarr.Features.Reconciliation.Runs;

/// <summary>What the digest says of both servers: of each library that was looked at on the day or in the week, how it really stood.</summary>
internal sealed class ReconcileDigest(RunTable runs) : IDigestPart
{
    public async Task<IReadOnlyList<DigestPart>> OfAsync(Period period, CancellationToken ct)
    {
        var lines = (await runs.LatestAsync(ct))
            .Where(one => one.Last.At >= period.From && one.Last.At < period.Until)
            .Select(one => Report.LineOf(one.Last, one.Said))
            .ToList();
        return lines.Count == 0 ? [] : [new DigestPart(50, "Both servers", lines)];
    }
}
