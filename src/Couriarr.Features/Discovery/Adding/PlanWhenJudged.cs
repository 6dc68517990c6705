using Couriarr.Features.Discovery.Judging;
using Couriarr.Features.Media;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>What the rules have just come to want is added at once, not within the hour; when nothing may be, its owner is told.</summary>
internal sealed class PlanWhenJudged(Consent consent, ILogger<PlanWhenJudged> log) : IReaction<ShowsJudged>
{
    public async Task<IEnumerable<IJob>> JobsForAsync(ShowsJudged happened, CancellationToken ct)
    {
        if (happened.Wanted > 0 && await consent.ObjectionAsync(ct) is { } objection)
            log.LogInformation("{Wanted} more shows are wanted. {Objection}", happened.Wanted, objection);
        return happened.Wanted + happened.ForReview > 0 ? [new PlanAdditions()] : [];
    }
}
