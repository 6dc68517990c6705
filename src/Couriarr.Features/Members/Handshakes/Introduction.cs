using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Members.Handshakes;

/// <summary>Tries whether a member is there, is what it is said to be, and lets us in.</summary>
public sealed class Introduction(OutsideHttp http, Dialer dialer, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="member">One of any family.</param>
    public async Task<Greeting> ToAsync(object member, CancellationToken ct)
    {
        var (kind, name, options, certificate) = member switch
        {
            Member<InstanceTerms> m => (m.Kind, m.Name, m.Options, m.Terms.Certificate),
            Member<PlayerTerms> m => (m.Kind, m.Name, m.Options, m.Terms.Certificate),
            Member<ChannelTerms> m => (m.Kind, m.Name, m.Options, m.Terms.Certificate),
            _ => throw new ArgumentException("This is no member.", nameof(member)),
        };
        try
        {
            return Knocks.For(kind, options) is { Count: > 0 } knocks
                ? await KnockAsync(knocks, Peers.Of(kind, name, knocks[0].Address, certificate) with { Within = Patience }, ct)
                : await ReachAsync(Peers.Named(kind, name), options, certificate, ct);
        }
        catch (Exception e) when (e is PermanentException or TransientException or UriFormatException)
        {
            return Greeting.Of(e is UriFormatException ? new PermanentException("Its address is none.", e) : e);
        }
    }

    private async Task<Greeting> KnockAsync(IReadOnlyList<Knock> knocks, Peer peer, CancellationToken ct)
    {
        var details = new Dictionary<string, string>();
        foreach (var knock in knocks)
        {
            using var request = knock.Request();
            using var answer = await http.AskAsync(peer, request, ct);
            var status = (int)answer.StatusCode;
            if (!answer.IsSuccessStatusCode)
                return Refusal(peer, status, knock.Means.TryGetValue(status, out var meant) ? meant : Usually(status));
            if (knock.Reads(await answer.Content.ReadAsStringAsync(ct)) is not { } told)
                return Greeting.Of(
                    GreetingResult.WrongApp,
                    $"Something answers at the address of {peer.Who}, but it is not a {peer.Service}."
                );
            foreach (var (key, value) in told)
                details[key] = value;
        }
        var version = details.TryGetValue("version", out var said) ? $", version {said}" : "";
        return new Greeting(GreetingResult.Ok, $"{peer.Who} answers{version}. {knocks[^1].Caveat}".TrimEnd(), details);
    }

    private async Task<Greeting> ReachAsync(string who, object options, string? certificate, CancellationToken ct)
    {
        var (host, port) = options switch
        {
            SlackOptions o => Of(o.WebhookUrl!.Reveal()),
            WebhookOptions o => Of(o.Url!.Reveal()),
            EmailOptions o => (o.Host!, o.Port),
            _ => ("", 0),
        };
        if (options is CommandOptions command)
            return Program(who, command.Path!);
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            await using var stream = await dialer.DialAsync(host, port, Reaches.Of(host), either.Token);
            return options is EmailOptions mail
                ? await MailServer.GreetAsync(stream, who, mail, certificate, either.Token)
                : Greeting.Of(GreetingResult.Ok, $"{who} can be reached. Whether it takes messages only a message can show.");
        }
        catch (Exception e) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw Mishap.Of(new TimeoutException($"no whole answer within {Patience.TotalSeconds:0} s", e), who);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && Mishap.IsOne(e))
        {
            throw Mishap.Of(e, who);
        }
    }

    private static (string Host, int Port) Of(string address)
    {
        var uri = new Uri(address);
        return Spelling.Objection(uri) is { } objection
            ? throw new PermanentException($"This address is not asked: {objection}.")
            : (uri.IdnHost, uri.Port);
    }

    private static Greeting Program(string who, string path) =>
        !File.Exists(path) ? Greeting.Of(GreetingResult.NotFound, $"{who}: there is no program at {path}.")
        : !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute))
            == UnixFileMode.None
            ? Greeting.Of(GreetingResult.Failed, $"{who}: {path} is no program that may be run. Fix: chmod +x {path}")
        : Greeting.Of(GreetingResult.Ok, $"{who} is there. It was not run.");

    private static GreetingResult Usually(int status) =>
        status switch
        {
            401 or 403 => GreetingResult.Unauthorized,
            404 or 410 => GreetingResult.NotFound,
            >= 300 and < 400 => GreetingResult.WrongApp,
            _ => GreetingResult.Failed,
        };

    private static Greeting Refusal(Peer peer, int status, GreetingResult result) =>
        Greeting.Of(
            result,
            result switch
            {
                GreetingResult.Unauthorized => $"{peer.Who} does not accept its key or password.",
                GreetingResult.NotFound =>
                    $"{peer.Who} is not found there, or what it is to write to is not. Look at its address and options.",
                GreetingResult.WrongApp => $"{peer.Who} points elsewhere, which is not followed. Set the address that it names.",
                _ => $"{peer.Who} answered {status}.",
            }
        );
}
