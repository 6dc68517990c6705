using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Couriarr.Features.Notifications.Channels.Mail;

/// <summary>A conversation in lines with a mail server, which can become a secret one on the way.</summary>
internal sealed class SmtpTalk(Stream stream) : IAsyncDisposable
{
    private const int LongestReply = 16 * 1024;
    private readonly byte[] _heard = new byte[4096];
    private readonly string _name = NameOf(stream);
    private Stream _stream = stream;
    private int _at;
    private int _end;

    /// <summary>What the server offers, one keyword and its words each.</summary>
    public IReadOnlyList<string> Offers { get; private set; } = [];

    public bool IsSecret => _stream is SslStream;

    public bool Does(string keyword) => Offers.Any(offer => offer.Equals(keyword, StringComparison.OrdinalIgnoreCase));

    /// <summary>What it says of one thing that it offers, like PLAIN and LOGIN of AUTH.</summary>
    public IReadOnlyList<string> WordsOf(string keyword) =>
        [
            .. Offers
                .Select(offer => offer.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words.Length > 0 && words[0].Equals(keyword, StringComparison.OrdinalIgnoreCase))
                .SelectMany(words => words[1..]),
        ];

    public async Task<SmtpReply> GreetAsync(CancellationToken ct)
    {
        var reply = await SayAsync($"EHLO {_name}", ct);
        if (!reply.IsGood)
            reply = await SayAsync($"HELO {_name}", ct);
        Offers = [.. reply.Lines.Skip(1).Select(line => line.Trim())];
        return reply;
    }

    /// <exception cref="IOException">It said something between its consent and the secret: somebody else may have.</exception>
    public async Task BecomeSecretAsync(SslClientAuthenticationOptions trust, CancellationToken ct)
    {
        if (_at < _end)
            throw new IOException("words before the encryption");
        var secret = new SslStream(_stream);
        _stream = secret;
        await secret.AuthenticateAsClientAsync(trust, ct);
        Offers = [];
    }

    public async Task<SmtpReply> SayAsync(string line, CancellationToken ct)
    {
        if (line.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
            throw new IOException("a line with a line's end in it");
        return await SendAsync(line + "\r\n", ct);
    }

    /// <summary>Text of lines that end as mail's do, with the dot that ends it all.</summary>
    public Task<SmtpReply> SendLetterAsync(string letter, CancellationToken ct) =>
        SendAsync(letter.Replace("\r\n.", "\r\n..", StringComparison.Ordinal) + "\r\n.\r\n", ct);

    public async Task<SmtpReply> HearAsync(CancellationToken ct)
    {
        var (lines, length) = (new List<string>(), 0);
        while (true)
        {
            var line = await LineAsync(ct);
            length += line.Length;
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code) || length > LongestReply)
                throw new IOException("no reply of a mail server");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return new SmtpReply(code, lines);
        }
    }

    /// <summary>Whether it says goodbye, too, is its affair: it has what we brought.</summary>
    public async Task LeaveAsync(CancellationToken ct)
    {
        try
        {
            await _stream.WriteAsync("QUIT\r\n"u8.ToArray(), ct);
        }
        catch (IOException) { }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<SmtpReply> SendAsync(string text, CancellationToken ct)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
        await _stream.FlushAsync(ct);
        return await HearAsync(ct);
    }

    private async Task<string> LineAsync(CancellationToken ct)
    {
        var line = new List<byte>();
        while (line.Count <= LongestReply)
        {
            if (_at == _end && ((_at, _end) = (0, await _stream.ReadAsync(_heard, ct))) is (_, 0))
                throw new IOException("the server hung up");
            var next = _heard[_at++];
            if (next == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(next);
        }
        throw new IOException("a line without an end");
    }

    // A machine's own name is nobody's business, and often none that a server believes.
    private static string NameOf(Stream stream) =>
        stream is NetworkStream { Socket.LocalEndPoint: IPEndPoint { Address: var address } }
            ? address.AddressFamily is AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6
                ? $"[IPv6:{address}]"
                : $"[{address.MapToIPv4()}]"
            : "localhost";
}
