using System.Net.Sockets;
using System.Security.Authentication;

namespace Couriarr.Storage.Redis;

/// <summary>
/// Why there is no connection: the first words of Redis itself. The driver only says that there is none.
/// </summary>
internal static class RedisGreeting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>What it objects to, in its own words; null when it does not, or cannot be heard.</returns>
    public static Task<string?> AskAsync(RedisAddress address) => Task.Run(() => Ask(address));

    private static string? Ask(RedisAddress address)
    {
        try
        {
            using var wire = RedisWire.Open(address, Patience);
            wire.Ask("PING");
            return null;
        }
        catch (RedisObjectionException objection)
        {
            return objection.Message;
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException)
        {
            return null;
        }
    }
}
