using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;

namespace Couriarr.Storage.Redis;

/// <summary>Has Redis do a verb on a connection of its own, on the thread of whoever asks: so a heart beats on without a thread pool.</summary>
internal sealed class RedisPulse(RedisMemory memory, RedisOptions options) : IDisposable
{
    private readonly Lock _turn = new();
    private RedisWire? _wire;

    /// <returns>Null when it cannot be done now; why, the patient way finds out.</returns>
    public T? Do<T>(Verb verb, object asked)
        where T : class
    {
        if (memory.Current is not { } epoch)
            return null;
        var text = JsonSerializer.Serialize(asked, RedisQueue.Json);
        lock (_turn)
            return Ask("EVALSHA", verb.Hash, "1", epoch.Prefix, epoch.Name, "", text) is { } said
                ? JsonSerializer.Deserialize<T>(said, RedisQueue.Json)
                : null;
    }

    private string? Ask(params IReadOnlyList<string> words)
    {
        try
        {
            _wire ??= RedisWire.Open(options.Address, options.Patience);
            return _wire.Ask(words);
        }
        catch (RedisObjectionException)
        {
            return null;
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException)
        {
            _wire?.Dispose();
            _wire = null;
            return null;
        }
    }

    public void Dispose() => _wire?.Dispose();
}
