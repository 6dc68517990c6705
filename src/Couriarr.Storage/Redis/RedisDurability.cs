using System.Globalization;
using StackExchange.Redis;

namespace Couriarr.Storage.Redis;

/// <summary>How safe what Redis was told is there.</summary>
/// <param name="Objection">Why it is not safe enough, and what to do about it; null when it is.</param>
/// <param name="IsLossless">What it has answered survives also a power cut.</param>
internal sealed record Durability(string Version, string Policy, string? Objection, bool IsLossless)
{
    /// <summary>Asked of every Redis, whatever its owner accepts.</summary>
    public string? Refusal { get; init; }
}

/// <summary>Memory in bytes; no limit is 0.</summary>
internal sealed record RedisRoom(long Used, long Limit);

/// <summary>Asks Redis how it keeps what it is told, and how much room it has for it.</summary>
internal sealed class RedisDurability(RedisLink link)
{
    // The flags of scripts by which work that ends may use the last of the memory.
    private const int OldestMajor = 7;

    public async Task<Durability> AskAsync()
    {
        var info = Lines((string)(await link.ExecuteAsync("INFO"))!);
        var fsync = await SettingAsync("appendfsync");
        var (version, isKept) = (info["redis_version"], info["aof_enabled"] == "1");
        var policy = isKept ? $"append-only file, fsync {fsync ?? "unknown"}" : "no append-only file";
        return new Durability(version, policy, Objection(isKept, info.GetValueOrDefault("maxmemory_policy")), isKept && fsync == "always")
        {
            Refusal = Refusal(version, info.GetValueOrDefault("role")),
        };
    }

    public async Task<RedisRoom> RoomAsync()
    {
        var info = Lines((string)(await link.ExecuteAsync("INFO", "memory"))!);
        return new RedisRoom(Bytes("used_memory"), Bytes("maxmemory"));

        long Bytes(string name) => long.Parse(info.GetValueOrDefault(name, "0"), CultureInfo.InvariantCulture);
    }

    private static string? Refusal(string version, string? role)
    {
        if (int.Parse(version.Split('.')[0], CultureInfo.InvariantCulture) < OldestMajor)
            return $"it is Redis {version}, and Couriarr needs 7.0 or newer. Update it.";
        return role is "slave" ? "it is a replica and takes nothing. Name the one it follows in storage.queue." : null;
    }

    private static string? Objection(bool isKept, string? eviction)
    {
        if (!isKept)
            return "it keeps no append-only file, so a crash of it would lose jobs. Write 'appendonly yes' into its redis.conf "
                + "(at once: redis-cli CONFIG SET appendonly yes)";
        return eviction is null or "noeviction"
            ? null
            : $"its maxmemory-policy is {eviction}, so it would drop jobs when its memory is full. Write 'maxmemory-policy noeviction' "
                + "into its redis.conf (at once: redis-cli CONFIG SET maxmemory-policy noeviction)";
    }

    // Who rents a Redis may not ask for its settings.
    private async Task<string?> SettingAsync(string name)
    {
        try
        {
            return (string[])(await link.ExecuteAsync("CONFIG", "GET", name))! is [_, var value] ? value : null;
        }
        catch (RedisServerException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> Lines(string info) =>
        info.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Split(':', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
