using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Couriarr.Storage.Redis;

/// <summary>
/// Why there is no connection: the first words of Redis itself. The driver only says that there is none.
/// </summary>
internal static class RedisGreeting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>What it objects to, in its own words; null when it does not, or cannot be heard.</returns>
    public static async Task<string?> AskAsync(RedisAddress address)
    {
        if (address.IsTls)
            return null;
        try
        {
            return await ListenAsync(address).WaitAsync(Patience);
        }
        catch (Exception e) when (e is SocketException or IOException or TimeoutException)
        {
            return null;
        }
    }

    private static async Task<string?> ListenAsync(RedisAddress address)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        await using var stream = connection.GetStream();
        using var reader = new StreamReader(stream);
        string[][] words = address.Password is { } password
            ?
            [
                ["AUTH", password],
                ["PING"],
            ]
            :
            [
                ["PING"],
            ];
        foreach (var said in words)
        {
            await stream.WriteAsync(Command(said));
            if (await reader.ReadLineAsync() is ['-', .. var objection])
                return objection;
        }
        return null;
    }

    private static byte[] Command(string[] words)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words)
            text.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
