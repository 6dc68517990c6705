using System.Collections.Concurrent;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Sending;

/// <summary>Empties the box of one channel, message by message, in the pace that its receiver may be asked to bear.</summary>
internal sealed class Postman(
    MemberBook members,
    NoticeTable table,
    Sorting sorting,
    Receivers receivers,
    Delivery delivery,
    TimeProvider clock
)
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, bool> _busy = new(StringComparer.Ordinal);

    public async Task<JobResult> EmptyAsync(string channel, long job, CancellationToken ct)
    {
        // One at a time: receivers count per bot or webhook, and the order of messages shall stay.
        if (!_busy.TryAdd(channel, true))
            return JobResult.Snooze(SoonAgain, "Another job is sending to it.");
        try
        {
            return await OneByOneAsync(channel, job, ct);
        }
        finally
        {
            _busy.TryRemove(channel, out _);
        }
    }

    private async Task<JobResult> OneByOneAsync(string channel, long job, CancellationToken ct)
    {
        for (var hasAnswered = false; ; )
        {
            // The member is asked for anew each time: it may have been changed or switched off meanwhile.
            if (await members.FindAsync<ChannelTerms>(channel, ct) is not { Terms.Enabled: true } member)
                return await SkipAsync(channel, ct);
            if (await receivers.RestOfAsync(channel, ct) is { } rest)
                return JobResult.Snooze(rest, "It does not want to be asked before then.", hasAnswered);
            var now = clock.GetUtcNow();
            var told = await table.SentAsync(channel, now - Sorting.Window, ct);
            // Before anything is read that may be long: in a storm every event asks.
            if (Sorting.PacedUntil(told, delivery.PauseOf(member)) is { } free && free > now && await table.IsAnyOpenAsync(channel, ct))
                return JobResult.Snooze(free - now, "It was told enough for now; what comes is told together.", hasAnswered);
            var open = await table.OpenAsync(channel, ct);
            var sorted = sorting.Next(open, told, now);
            if (sorted.Next is { } letter)
                hasAnswered |= await delivery.SendAsync(letter, member, job, ct);
            else if (sorted.Later is { } later)
                return JobResult.Snooze(later - now, Why(open, now), hasAnswered);
            else
                return hasAnswered ? JobResult.Done : JobResult.Skip("Nothing waits for it.");
        }
    }

    private static string Why(IReadOnlyCollection<OpenNotice> open, DateTimeOffset now) =>
        open.All(notice => notice.NotBefore > now) ? "It is quiet until then." : "More of the same title may come, and is told together.";

    private async Task<JobResult> SkipAsync(string channel, CancellationToken ct)
    {
        var isKnown = await members.FindAsync<ChannelTerms>(channel, ct) is not null;
        var why = isKnown
            ? $"skipped: '{channel}' is disabled"
            : $"skipped: there is no channel '{channel}' any more, or it cannot be used";
        await delivery.SkipAsync(channel, why, ct);
        return JobResult.Skip(why);
    }
}
