using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Notifications.Sending;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Telling;

/// <summary>Has something told to everybody whom it concerns: one row for each channel, and one job that sees to all that waits for it.</summary>
/// <param name="Notice">Without an id; it gets that of the telling.</param>
public sealed record Tell(Notice Notice) : IJob<Tell>
{
    /// <summary>
    /// The id of the event for all who hear of it: the same for every try, and in no other data folder, nor in this one once a backup
    /// took its place.
    /// </summary>
    public string Mark { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>What is told no second time under the same words, like the summary of a day.</summary>
    public string? Once { get; init; }

    /// <summary>This channel alone, whatever it wants to hear.</summary>
    public string? Only { get; init; }

    /// <summary>Nobody is told through a channel that it does not work.</summary>
    public string? Except { get; init; }

    public static JobKind Kind { get; } =
        new("tell")
        {
            Lane = "critical",
            Priority = JobPriority.High,
            Retry = new RetryPolicy(10, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5)),
            Timeout = TimeSpan.FromMinutes(1),
        };
}

internal sealed class TellHandler(MemberBook members, Clients clients, NoticeTable table, Receivers receivers, QuietClock quiet)
    : IJobHandler<Tell>
{
    public async Task<JobResult> RunAsync(Tell job, JobContext context, CancellationToken ct)
    {
        var notice = job.Notice with { Id = job.Mark };
        var all = await members.AllAsync<ChannelTerms>(ct);
        var told = Audience.Of(notice, all, job.Only).Where(member => member.Name != job.Except).ToList();
        if (told.Count == 0)
            return JobResult.Skip("No channel wants to hear of it.");
        if (notice.Event == Topics.Test)
            await receivers.LookNowAsync(told.Select(member => member.Name), ct);
        var when = told.Select(member => (member, quiet.HeldUntil(notice, member.Terms)));
        await table.AddAsync(notice, job.Once ?? job.Mark, when, context.Id.Value, ct);
        foreach (var member in told)
            context.FollowUp(clients.JobFor(member.Kind, member.Name), new EnqueueOptions(quiet.HeldUntil(notice, member.Terms)));
        return JobResult.Done;
    }
}
