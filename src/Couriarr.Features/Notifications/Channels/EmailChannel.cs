using System.Net.Mail;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Notifications.Channels.Mail;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>
/// Brings a mail to the owner's server. Each recipient is judged for himself: who has it already is not written to again because
/// another one has to wait.
/// </summary>
internal sealed class EmailChannel(Dialer dialer, Progress progress, TimeProvider clock) : IChannel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Kind => "email";

    public IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice) => [Letter.Show(notice)];

    public async Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct)
    {
        var (who, options) = (Peers.Named(member.Kind, member.Name), (EmailOptions)member.Options);
        var from = Address(options.From!, who);
        var to = options.To.Select(text => Address(text, who)).ToList();
        var waiting = to.Where(address => !progress.Has(member.Name, notice, address.Address)).ToList();
        if (waiting.Count == 0)
            return;
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            await using var server = await MailDrop.OpenAsync(dialer, member, options, who, either.Token);
            var (taken, refused) = await server.OfferAsync(from, waiting, either.Token);
            if (taken.Count > 0)
                await server.HandOverAsync(Letter.Write(notice, from, to), either.Token);
            foreach (var address in taken)
                progress.Note(member.Name, notice, address.Address);
            Judge(who, refused, someHaveIt: to.Count > refused.Count);
        }
        catch (Exception e) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new TransientException(
                $"{who} did not take the mail within {Patience.TotalSeconds:0} s. It will be sent again.",
                inner: e
            );
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is not PermanentException && Mishap.IsOne(e))
        {
            throw Mishap.Of(e, who);
        }
    }

    private static void Judge(string who, IReadOnlyDictionary<MailAddress, SmtpReply> refused, bool someHaveIt)
    {
        if (refused.Count == 0)
            return;
        var told = $"{who} does not take mail for {string.Join(", ", refused.Select(r => $"{r.Key.Address} ({r.Value})"))}.";
        throw refused.Values.Any(reply => reply.MayPass) ? new TransientException($"{told} It will be sent again, to those only.")
        : someHaveIt ? new PermanentException($"{told} The others have it.", new PartlyTold(told))
        : new BlockedException($"{told} Look at its to:.");
    }

    private static MailAddress Address(string text, string who) =>
        MailAddress.TryCreate(text.Trim(), out var address) && address.User.All(char.IsAscii) && !text.Any(char.IsControl)
            ? address
            : throw new BlockedException(
                $"{who}: '{text}' is no mail address that every server understands. Write it like you@example.com."
            );
}
