using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Couriarr.Bench.Webhooks;

/// <summary>One connection that posts an import after the other, each of another file. Speaks HTTP by hand: a client of the framework would be the bottleneck.</summary>
internal sealed class Sender(int port, Imports imports)
{
    private readonly byte[] _answer = new byte[16 * 1024];
    private Socket? _socket;

    /// <exception cref="InvalidOperationException">It was not accepted.</exception>
    public async Task SendAsync(int number)
    {
        var socket = _socket ??= await ConnectAsync();
        await socket.SendAsync(imports.Request(number));
        if (!await IsReadAsync(socket))
            Hang();
    }

    /// <summary>Says goodbye, and waits until the server has hung up as well.</summary>
    public async Task LeaveAsync()
    {
        _socket?.Shutdown(SocketShutdown.Send);
        while (_socket is not null && await _socket.ReceiveAsync(_answer) > 0) { }
        Hang();
    }

    private void Hang()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    /// <returns>Whether the connection may be used again.</returns>
    private async Task<bool> IsReadAsync(Socket socket)
    {
        var filled = 0;
        while (true)
        {
            var got = await socket.ReceiveAsync(_answer.AsMemory(filled));
            filled += got;
            if (Whole(_answer.AsSpan(0, filled), ended: got == 0) is { } head)
                return Accepted(head);
            if (got == 0)
                throw new InvalidOperationException("The connection was closed before the answer.");
        }
    }

    private static bool Accepted(string head) =>
        head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)
            ? !head.Contains("connection: close", StringComparison.OrdinalIgnoreCase)
            : throw new InvalidOperationException($"A webhook was not accepted: {head}");

    /// <returns>The head of an answer that is there to its end; null while more is to come.</returns>
    private static string? Whole(ReadOnlySpan<byte> answer, bool ended)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;
        var head = Encoding.ASCII.GetString(answer[..end]);
        var body = answer[(end + 4)..];
        return ended || IsWhole(head, body) ? head : null;
    }

    private static bool IsWhole(string head, ReadOnlySpan<byte> body) =>
        head.Split("\r\n").FirstOrDefault(line => line.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase)) is { } length
            ? body.Length >= int.Parse(length.AsSpan("content-length:".Length), System.Globalization.CultureInfo.InvariantCulture)
            : body.EndsWith("0\r\n\r\n"u8);
}
