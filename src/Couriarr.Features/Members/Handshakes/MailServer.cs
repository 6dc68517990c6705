using System.Net.Security;
using System.Text;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Outside;

namespace Couriarr.Features.Members.Handshakes;

/// <summary>Says hello to a mail server, and no more: a login is only tried with a message, and only encrypted.</summary>
internal static class MailServer
{
    private const int LongestTalk = 8 * 1024;

    public static async Task<Greeting> GreetAsync(
        Stream stream,
        string who,
        EmailOptions options,
        string? certificate,
        CancellationToken ct
    )
    {
        if (!options.IsTlsFromTheStart)
            return await GreetAsync(stream, who, options, ct);
        var trust = Certificates.Accepting(certificate);
        trust.TargetHost = options.Host;
        await using var secret = new SslStream(stream);
        await secret.AuthenticateAsClientAsync(trust, ct);
        return await GreetAsync(secret, who, options, ct);
    }

    private static async Task<Greeting> GreetAsync(Stream stream, string who, EmailOptions options, CancellationToken ct)
    {
        if (await HearAsync(stream, ct) is not ['2', '2', '0', ..])
            return Greeting.Of(GreetingResult.WrongApp, $"Something answers at the address of {who}, but it is not a mail server.");
        await stream.WriteAsync("EHLO couriarr\r\n"u8.ToArray(), ct);
        var offers = await HearAsync(stream, ct);
        await stream.WriteAsync("QUIT\r\n"u8.ToArray(), ct);
        var encrypts = offers.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase);
        return options is { Starttls: true, IsTlsFromTheStart: false } && !encrypts
            ? Greeting.Of(
                GreetingResult.Failed,
                $"{who} does not offer STARTTLS. Use the port where it does, or set starttls: false for a server at home."
            )
            : new Greeting(
                GreetingResult.Ok,
                $"{who} answers. Whether it takes our mail only a message can show.",
                new Dictionary<string, string> { ["starttls"] = encrypts ? "yes" : "no" }
            );
    }

    /// <summary>One reply: lines that go on have a dash behind the number, the last one has not.</summary>
    private static async Task<string> HearAsync(Stream stream, CancellationToken ct)
    {
        var (heard, one) = (new StringBuilder(), new byte[1]);
        while (heard.Length < LongestTalk && await stream.ReadAsync(one, ct) == 1)
        {
            heard.Append((char)one[0]);
            if (one[0] == '\n' && !GoesOn(LastLine(heard.ToString())))
                break;
        }
        return heard.ToString();
    }

    private static bool GoesOn(string line) => line is [>= '0' and <= '9', _, _, '-', ..];

    private static string LastLine(string heard) => heard.TrimEnd('\n').Split('\n')[^1];
}
