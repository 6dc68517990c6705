using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Notifications.Sending;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Telling;

/// <summary>Has something told to everybody whom it concerns: one row for each channel, and one job that sees to all that waits for it.</summary>
/// <param name="Notice">Without an id it gets that of the job.</param>
public sealed record Tell(Notice Notice) : IJob<Tell>
{
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
        var notice = job.Notice.Id.Length > 0 ? job.Notice : job.Notice with { Id = $"tell-{context.Id.Value}" };
        var all = await members.AllAsync<ChannelTerms>(ct);
        var told = Audience.Of(notice, all, job.Only).Where(member => member.Name != job.Except).ToList();
        if (told.Count == 0)
            return JobResult.Skip("No channel wants to hear of it.");
        if (notice.Event == Topics.Test)
            await receivers.LookNowAsync(told.Select(member => member.Name), ct);
        await table.AddAsync(notice, told.Select(member => (member, quiet.HeldUntil(notice, member.Terms))), context.Id.Value, ct);
        foreach (var member in told)
            context.FollowUp(clients.JobFor(member.Kind, member.Name), new EnqueueOptions(quiet.HeldUntil(notice, member.Terms)));
        return JobResult.Done;
    }
}
