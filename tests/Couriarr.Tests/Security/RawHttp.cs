using System.Net;
using System.Net.Sockets;
using System.Text;
using Couriarr.Tests.Doors;

namespace Couriarr.Tests.Security;

/// <summary>A connection on which anything can be said, as those say it who mean no good.</summary>
internal sealed class RawHttp : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<RawHttp> ConnectAsync(DoorsHost host, string from = "127.0.0.1")
    {
        var raw = new RawHttp();
        raw._socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        try
        {
            await raw._socket.ConnectAsync(IPAddress.Loopback, new Uri(host.Address).Port, Ct);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset)
        {
            // Hung up on at once: whoever goes on to talk hears nothing.
        }
        return raw;
    }

    /// <returns>Everything that is answered until the connection is closed.</returns>
    public static async Task<string> AskAsync(DoorsHost host, string request)
    {
        using var raw = await ConnectAsync(host);
        await raw.SayAsync(request);
        return await raw.HearAsync();
    }

    // Who is refused early may find the line cut while he still speaks.
    public async Task SayAsync(string text)
    {
        try
        {
            for (var bytes = Encoding.Latin1.GetBytes(text).AsMemory(); bytes.Length > 0; )
                bytes = bytes[await _socket.SendAsync(bytes, Ct)..];
        }
        catch (SocketException) { }
    }

    public async Task<string> HearAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(40));
        var heard = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer, limit.Token) is > 0 and var length)
                heard.Append(Encoding.Latin1.GetString(buffer, 0, length));
        }
        catch (SocketException) { }
        return heard.ToString();
    }

    public static int StatusOf(string answer) =>
        answer.Split(' ') is ["HTTP/1.1", var status, ..] ? int.Parse(status, System.Globalization.CultureInfo.InvariantCulture) : 0;

    public void Dispose() => _socket.Dispose();
}
