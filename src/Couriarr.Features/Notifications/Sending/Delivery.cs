using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Phrasing;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Sending;

/// <summary>Sends one message and writes down what became of it.</summary>
internal sealed class Delivery(
    Clients clients,
    NoticeTable table,
    Refusals refusals,
    BreakNews news,
    NoticeInstruments instruments,
    IFailPoints failPoints
)
{
    private const string PossibleDuplicate = "possible duplicate";

    /// <returns>Whether the receiver answered, if only to refuse.</returns>
    public async Task<bool> SendAsync(Letter letter, Member<ChannelTerms> member, long job, CancellationToken ct)
    {
        if (letter.IsCutTwice)
        {
            instruments.Count(member.Kind, "unknown");
            await table.FailAsync(
                letter.Ids,
                "It is not known whether it arrived: it was sent twice, and nobody said that it was taken.",
                ct
            );
            return false;
        }
        await table.BeginAsync(letter.Ids, letter.Notice.Id, job, ct);
        try
        {
            await clients.SendAsync(member, letter.Notice, ct);
        }
        catch (PermanentException e)
        {
            instruments.Count(member.Kind, "refused");
            await refusals.TakeAsync(letter, member, e, ct);
            return true;
        }
        catch (BlockedException e)
        {
            instruments.Count(member.Kind, "refused");
            await refusals.BreakAsync(letter, member, e.Message, ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            instruments.Count(member.Kind, "failed");
            // Whoever took it and gave no answer in time may have shown it: it stays as one that was cut off, and is sent once more at most.
            if (Mishap.Inmost<TimeoutException>(e) is null)
                await refusals.PutBackAsync(letter, member, e, ct);
            throw;
        }
        failPoints.Reach("notify.after_send_before_commit");
        await EndAsync(letter, member, letter.IsCut ? PossibleDuplicate : null, ct);
        await news.TakenAsync(member.Name, ct);
        return true;
    }

    /// <summary>How long to leave its receiver alone between two messages.</summary>
    public TimeSpan PauseOf(Member<ChannelTerms> member) => clients.PauseOf(member);

    /// <summary>Nothing of what waits for it will be sent.</summary>
    public Task SkipAsync(string channel, string why, CancellationToken ct) => table.SkipAllAsync(channel, why, ct);

    private async Task EndAsync(Letter letter, Member<ChannelTerms> member, string? note, CancellationToken ct)
    {
        await table.EndAsync(letter.Ids, note, ct);
        instruments.Count(member.Kind, "sent");
    }
}
