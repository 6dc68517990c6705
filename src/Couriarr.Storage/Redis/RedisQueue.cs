using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using StackExchange.Redis;

namespace Couriarr.Storage.Redis;

/// <summary>
/// Has Redis do a verb, and what follows from a bad moment: waits while it restarts, makes a call whose answer was lost again under the
/// same name, and looks after its memory first when that may be gone.
/// </summary>
internal sealed class RedisQueue(RedisLink link, RedisMemory memory, RedisOptions options)
{
    // Redis counts in doubles: numbers travel as text, so that none is rounded on its way.
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public RedisMemory Memory => memory;

    public Task<T> DoAsync<T>(Verb verb, object asked, CancellationToken ct) =>
        DoAsync<T>(verb, asked, verb.IsOnce ? Guid.NewGuid().ToString("N") : "", ct);

    /// <param name="call">Its name: done once, however often it is made.</param>
    public async Task<T> DoAsync<T>(Verb verb, object asked, string call, CancellationToken ct)
    {
        var text = JsonSerializer.Serialize(asked, Json);
        var (since, isDoubt) = (Stopwatch.GetTimestamp(), false);
        while (true)
            try
            {
                var epoch = memory.Current ?? await memory.WakeAsync(ct);
                var said = await link.ExecuteAsync("EVALSHA", verb.Hash, 1, epoch.Prefix, epoch.Name, call, text);
                return JsonSerializer.Deserialize<T>((string)said!, Json)!;
            }
            catch (Exception e) when (RedisTrouble.IsOfMemory(e) && Stopwatch.GetElapsedTime(since) < options.Patience)
            {
                memory.Doubt();
            }
            catch (Exception e) when (RedisTrouble.MayPass(e) && Stopwatch.GetElapsedTime(since) < options.Patience)
            {
                isDoubt |= RedisTrouble.IsDoubt(e);
                await Task.Delay(Pause, ct);
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                var greeting = e is RedisConnectionException ? await RedisGreeting.AskAsync(link.Address) : null;
                throw RedisTrouble.Explain(e, link.Address, isDoubt || RedisTrouble.IsDoubt(e), greeting);
            }
    }
}
