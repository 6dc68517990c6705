using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Channels;
using Couriarr.Features.Notifications.Phrasing;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Sending;

/// <summary>
/// What becomes of a message that was not taken. When it was refused for good, a plain word about that is tried: if that is taken,
/// the message was at fault, and people know of it; else the receiver is broken, and is left alone for a long while.
/// </summary>
internal sealed class Refusals(Clients clients, NoticeTable table, Receivers receivers, BreakNews news, Editor editor)
{
    /// <summary>How long a broken receiver is left alone, unless its member is changed or it is tested.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(90);

    public async Task TakeAsync(Letter letter, Member<ChannelTerms> member, PermanentException refusal, CancellationToken ct)
    {
        // Some of those behind it were told; they need no word about it.
        if (refusal.InnerException is PartlyTold)
        {
            await table.FailAsync(letter.Ids, refusal.Message, ct);
            return;
        }
        try
        {
            await clients.SendAsync(member, Apology(letter, refusal.Message), ct);
        }
        catch (Exception e) when (e is PermanentException or BlockedException)
        {
            await BreakAsync(letter, member, refusal.Message, ct);
            return;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            await PutBackAsync(letter, member, e, ct);
            throw;
        }
        await table.FailAsync(letter.Ids, refusal.Message, ct);
        await news.TakenAsync(member.Name, ct);
    }

    /// <summary>It takes nothing as its member is set up. Not by its gate: that would let somebody ask once a minute.</summary>
    public async Task BreakAsync(Letter letter, Member<ChannelTerms> member, string why, CancellationToken ct)
    {
        await table.PutBackAsync(letter.Ids, why, ct);
        await news.BreakAsync(member.Name, why, byGate: false, ct);
        await receivers.RestAsync(member.Name, LookAgain, isNamed: false, ct);
    }

    public async Task PutBackAsync(Letter letter, Member<ChannelTerms> member, Exception failure, CancellationToken ct)
    {
        await table.PutBackAsync(letter.Ids, failure.Message, ct);
        if (failure is TransientException { RetryAfter: { } rest })
            await receivers.RestAsync(member.Name, rest, isNamed: true, ct);
    }

    private Notice Apology(Letter letter, string why)
    {
        var facts = new Dictionary<string, string> { ["subject"] = letter.Notice.Title.Plain, ["why"] = why };
        return editor.Write(Messages.Refused, facts) with { Id = $"{letter.Notice.Id}-refused", Severity = letter.Notice.Severity };
    }
}
