using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Discovery.Rules;

namespace Couriarr.Features.Discovery.Judging;

/// <summary>
/// Where a show stands once the rules were asked about it. What a person decided, and what Sonarr has, no rule changes; and the same verdict
/// as before changes nothing about what came of it.
/// </summary>
internal sealed class Course(SyncOptions options)
{
    public Standing After(Candidate show, Verdict verdict, DateTimeOffset now)
    {
        var was = show.Standing;
        var status = Next(show, verdict, now);
        var waits = status is ShowStatus.PendingTvdb;
        return was with
        {
            Status = status,
            PendingSince = status is ShowStatus.Filtered ? null : was.PendingSince ?? (waits ? now : null),
            RetryAfter =
                status == was.Status ? was.RetryAfter
                : waits ? now + options.RetryDelay
                : null,
        };
    }

    private ShowStatus Next(Candidate show, Verdict verdict, DateTimeOffset now)
    {
        var was = show.Standing;
        if (was.Status is ShowStatus.Added or ShowStatus.Exists or ShowStatus.Skipped or ShowStatus.Rejected)
            return was.Status;
        if (!verdict.IsWanted && !was.ByUser)
            return ShowStatus.Filtered;
        var isNews = was.Verdict != verdict.Decision || was.DecidedBy != verdict.By || show.News is News.NewTvdbId;
        return show.HasTvdbId ? Wanted(was, verdict, isNews, now) : Waiting(was, now);
    }

    private ShowStatus Wanted(Standing was, Verdict verdict, bool isNews, DateTimeOffset now)
    {
        var wanted = was.ByUser || verdict.Decision is Decision.Add ? ShowStatus.Wanted : ShowStatus.Review;
        return was.Status switch
        {
            ShowStatus.Wanted or ShowStatus.Review or ShowStatus.Failed or ShowStatus.Abandoned when !isNews => was.Status,
            // It has an id, and Sonarr did not know it.
            ShowStatus.PendingTvdb when !isNews && IsTooLate(was, now) => ShowStatus.Abandoned,
            ShowStatus.PendingTvdb when !isNews && was.RetryAfter > now => was.Status,
            _ => wanted,
        };
    }

    private ShowStatus Waiting(Standing was, DateTimeOffset now) =>
        was.Status is ShowStatus.Abandoned || IsTooLate(was, now) ? ShowStatus.Abandoned : ShowStatus.PendingTvdb;

    private bool IsTooLate(Standing was, DateTimeOffset now) =>
        was.Status is ShowStatus.PendingTvdb && was.PendingSince + options.AbandonAfter <= now;
}
