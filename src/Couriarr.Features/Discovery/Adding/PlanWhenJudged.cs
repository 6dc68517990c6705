using Couriarr.Features.Discovery.Judging;
using Couriarr.Features.Media;
using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>What the rules have just come to want is added at once, not within the hour.</summary>
internal sealed class PlanWhenJudged : IReaction<ShowsJudged>
{
    public Task<IEnumerable<IJob>> JobsForAsync(ShowsJudged happened, CancellationToken ct) =>
        Task.FromResult<IEnumerable<IJob>>(happened.Wanted + happened.ForReview > 0 ? [new PlanAdditions()] : []);
}
