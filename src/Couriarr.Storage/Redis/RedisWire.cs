using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Couriarr.Storage.Redis;

/// <summary>
/// A plain conversation with Redis, words and answer in turn. Unlike the driver it needs no thread of the pool: what must go on when a
/// hung mount has used them up goes on here.
/// </summary>
internal sealed class RedisWire : IDisposable
{
    private readonly Stream _stream;

    private RedisWire(Stream stream) => _stream = stream;

    /// <exception cref="RedisObjectionException">Redis objects to who comes.</exception>
    public static RedisWire Open(RedisAddress address, TimeSpan patience)
    {
        var wire = new RedisWire(new BufferedStream(Reach(address, patience)));
        try
        {
            if (address.Password is { } password)
                wire.Ask("AUTH", password);
            if (address.Database > 0)
                wire.Ask("SELECT", address.Database.ToString(CultureInfo.InvariantCulture));
            return wire;
        }
        catch
        {
            wire.Dispose();
            throw;
        }
    }

    /// <returns>The answer, if it is a single value, as every verb of ours gives.</returns>
    /// <exception cref="RedisObjectionException">Redis objects. The conversation may go on; after any other exception it may not.</exception>
    public string? Ask(params IReadOnlyList<string> words)
    {
        Write($"*{words.Count}\r\n");
        foreach (var word in words)
            Write($"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        _stream.Flush();
        return Answer();
    }

    private void Write(string text) => _stream.Write(Encoding.UTF8.GetBytes(text));

    private string? Answer() =>
        Line() switch
        {
            ['-', .. var objection] => throw new RedisObjectionException(objection),
            ['$', '-', ..] or ['_', ..] => null,
            ['$', .. var digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) => Text(length),
            ['+' or ':', .. var value] => value,
            var other => throw new IOException($"Redis answered '{other}', which is not a single value."),
        };

    private string Text(int length)
    {
        var text = new byte[length + "\r\n".Length];
        _stream.ReadExactly(text);
        return Encoding.UTF8.GetString(text, 0, length);
    }

    private string Line()
    {
        var line = new List<byte>();
        while (_stream.ReadByte() is var read && read != '\n')
            line.Add(read >= 0 ? (byte)read : throw new EndOfStreamException("Redis hung up."));
        return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }

    private static Stream Reach(RedisAddress address, TimeSpan patience)
    {
        var socket = Connect(address, patience);
        socket.NoDelay = true;
        socket.SendTimeout = socket.ReceiveTimeout = (int)patience.TotalMilliseconds;
        var stream = new NetworkStream(socket, ownsSocket: true);
        return address.IsTls ? Secure(stream, address.Host) : stream;
    }

    private static SslStream Secure(NetworkStream stream, string host)
    {
        var secured = new SslStream(stream);
        try
        {
            secured.AuthenticateAsClient(host);
            return secured;
        }
        catch
        {
            secured.Dispose();
            throw;
        }
    }

    private static Socket Connect(RedisAddress address, TimeSpan patience)
    {
        var ends = Dns.GetHostAddresses(address.Host);
        for (var i = 0; ; i++)
            try
            {
                return Connect(new IPEndPoint(ends[i], address.Port), patience);
            }
            catch (SocketException) when (i < ends.Length - 1) { }
    }

    // The system waits two minutes for a machine that is not there.
    private static Socket Connect(IPEndPoint end, TimeSpan patience)
    {
        var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            Begin(socket, end);
            if (!socket.Poll(patience, SelectMode.SelectWrite))
                throw new SocketException((int)SocketError.TimedOut);
            if (!socket.Connected)
                throw new SocketException((int)SocketError.ConnectionRefused);
            socket.Blocking = true;
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void Begin(Socket socket, IPEndPoint end)
    {
        try
        {
            socket.Connect(end);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress) { }
    }

    public void Dispose() => _stream.Dispose();
}
