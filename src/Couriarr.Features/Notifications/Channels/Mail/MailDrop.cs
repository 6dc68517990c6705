using System.Net.Mail;
using System.Text;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Channels.Mail;

/// <summary>
/// The owner's mail server, greeted, encrypted and logged in. A password never goes over a line that others can read, whatever is set.
/// </summary>
internal sealed class MailDrop : IAsyncDisposable
{
    private readonly SmtpTalk _talk;
    private readonly EmailOptions _options;
    private readonly string _who;

    private MailDrop(SmtpTalk talk, EmailOptions options, string who) => (_talk, _options, _who) = (talk, options, who);

    public static async Task<MailDrop> OpenAsync(
        Dialer dialer,
        Member<ChannelTerms> member,
        EmailOptions options,
        string who,
        CancellationToken ct
    )
    {
        var stream = await dialer.DialAsync(options.Host!, options.Port, Reaches.Of(options.Host!), ct);
        var drop = new MailDrop(new SmtpTalk(stream), options, who);
        try
        {
            await drop.EnterAsync(member.Terms.Certificate, ct);
            return drop;
        }
        catch
        {
            await drop.DisposeAsync();
            throw;
        }
    }

    /// <summary>Names the sender and the recipients, and hears which of them will be written to.</summary>
    public async Task<(List<MailAddress> Taken, Dictionary<MailAddress, SmtpReply> Refused)> OfferAsync(
        MailAddress from,
        IEnumerable<MailAddress> to,
        CancellationToken ct
    )
    {
        Require(await _talk.SayAsync($"MAIL FROM:<{Plain(from)}>", ct), "does not send for us");
        var (taken, refused) = (new List<MailAddress>(), new Dictionary<MailAddress, SmtpReply>());
        foreach (var address in to)
            if (await _talk.SayAsync($"RCPT TO:<{Plain(address)}>", ct) is { IsGood: false } refusal)
                refused[address] = refusal;
            else
                taken.Add(address);
        return (taken, refused);
    }

    public async Task HandOverAsync(string letter, CancellationToken ct)
    {
        Require(await _talk.SayAsync("DATA", ct), "does not take the mail");
        var reply = await _talk.SendLetterAsync(letter, ct);
        if (!reply.IsGood && !reply.MayPass)
            throw new PermanentException($"{_who} does not take this mail: {reply}.");
        Require(reply, "does not take the mail");
        await _talk.LeaveAsync(ct);
    }

    public ValueTask DisposeAsync() => _talk.DisposeAsync();

    private async Task EnterAsync(string? certificate, CancellationToken ct)
    {
        var trust = Certificates.Accepting(certificate);
        trust.TargetHost = _options.Host;
        if (_options.IsTlsFromTheStart)
            await _talk.BecomeSecretAsync(trust, ct);
        Require(await _talk.HearAsync(ct), "does not let us in");
        Require(await _talk.GreetAsync(ct), "does not let us in");
        if (!_talk.IsSecret && _options.Starttls)
        {
            if (!_talk.Does("STARTTLS"))
                throw Broken("does not offer STARTTLS. Use the port where it does, or set starttls: false for a server at home");
            Require(await _talk.SayAsync("STARTTLS", ct), "does not encrypt");
            await _talk.BecomeSecretAsync(trust, ct);
            Require(await _talk.GreetAsync(ct), "does not let us in");
        }
        if (_options.Password is { } password)
            await LogInAsync(_options.Username ?? _options.From!, password.Reveal(), ct);
    }

    private async Task LogInAsync(string user, string password, CancellationToken ct)
    {
        if (!_talk.IsSecret)
            throw Broken("has a password, but is not encrypted: set starttls: true, or remove the password");
        var ways = _talk.WordsOf("AUTH");
        var reply =
            ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase)
                ? await _talk.SayAsync($"AUTH PLAIN {Coded($"\0{user}\0{password}")}", ct)
            : ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase) ? await AskedAsync(user, password, ct)
            : throw Broken("offers no login that we know (PLAIN or LOGIN). Remove username and password, or look at its port");
        Require(reply, "does not accept the user name and password");
    }

    private async Task<SmtpReply> AskedAsync(string user, string password, CancellationToken ct)
    {
        var reply = await _talk.SayAsync("AUTH LOGIN", ct);
        if (reply.Code == 334)
            reply = await _talk.SayAsync(Coded(user), ct);
        return reply.Code == 334 ? await _talk.SayAsync(Coded(password), ct) : reply;
    }

    private void Require(SmtpReply reply, string otherwise)
    {
        if (reply.IsGood)
            return;
        throw reply.MayPass
            ? new TransientException($"{_who} {otherwise} now: {reply}. It will be sent again.")
            : Broken($"{otherwise}: {reply}");
    }

    private BlockedException Broken(string sentence) => new($"{_who} {sentence}.");

    private static string Plain(MailAddress address) => $"{address.User}@{Letter.Ascii(address.Host)}";

    private static string Coded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
