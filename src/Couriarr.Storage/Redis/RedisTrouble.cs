using Couriarr.Jobs;
using StackExchange.Redis;

namespace Couriarr.Storage.Redis;

/// <summary>Tells the troubles of Redis apart, and puts them into the owner's words.</summary>
internal static class RedisTrouble
{
    private static readonly (string Word, string Sentence)[] Sentences =
    [
        ("READONLY", "Redis is a replica and takes nothing. Name the one it follows in storage.queue."),
        ("OOM", "the memory of Redis is full. Raise its maxmemory, or make room; Couriarr goes on by itself."),
        ("LOADING", "Redis is still loading what it has on its disk. Couriarr goes on by itself."),
        ("MISCONF", "Redis cannot write to its disk and takes nothing. Look into its log and make room there."),
        ("NOAUTH", "Redis wants a password. Write it into storage.queue: redis://:password@host:6379/0."),
        ("WRONGPASS", "Redis refuses the password. Correct it in storage.queue."),
        // What it says to a password when it has none.
        ("AUTH <password> called", "Redis refuses the password: it has none. Take it out of storage.queue, or give Redis one."),
        ("NOPERM", "Redis does not let this user run scripts. Give it all commands on all keys."),
        ("BUSY", "another script keeps Redis busy. Stop it with 'redis-cli SCRIPT KILL'."),
        ("NOSCRIPT", Forgetful),
        ("AMNESIA", Forgetful),
    ];

    private const string Forgetful = "Redis keeps losing what it was told. Look into its log.";

    /// <summary>It has restarted or been emptied: whether it still has what it had must be looked at first.</summary>
    public static bool IsOfMemory(Exception trouble) => Says(trouble, "NOSCRIPT") || Says(trouble, "AMNESIA");

    /// <summary>A restart takes a moment; whoever waits that long need not be told.</summary>
    public static bool MayPass(Exception trouble) =>
        trouble is RedisConnectionException or TimeoutException || Says(trouble, "LOADING") || Says(trouble, "BUSY");

    /// <summary>Whether it was done is unknown: the call may have gone out, and no answer came.</summary>
    public static bool IsDoubt(Exception trouble) => trouble is TimeoutException or RedisConnectionException;

    /// <param name="greeting">What Redis says to one who comes anew, if it objects.</param>
    /// <returns>What a caller is told. Mistakes of our own pass as they are.</returns>
    public static Exception Explain(Exception trouble, RedisAddress address, bool isDoubt, string? greeting)
    {
        if (Sentence(trouble, greeting) is not { } sentence)
            return trouble;
        var doubt = isDoubt ? " Whether the last change was stored is unknown." : "";
        return new StoreUnavailableException($"{address}: {sentence}{doubt}", trouble);
    }

    private static string? Sentence(Exception trouble, string? greeting) =>
        trouble switch
        {
            TimeoutException => "Redis does not answer. Look whether its machine is overloaded.",
            RedisConnectionException => Meaning(greeting)
                ?? "Redis cannot be reached. Look whether it runs, and whether the address in storage.queue is right.",
            RedisServerException => Meaning(trouble.Message),
            _ => null,
        };

    private static string? Meaning(string? words) =>
        words is null ? null : Sentences.FirstOrDefault(known => words.Contains(known.Word, StringComparison.Ordinal)).Sentence;

    // Some are wrapped in words about the script they came from.
    private static bool Says(Exception trouble, string word) =>
        trouble is RedisServerException && trouble.Message.Contains(word, StringComparison.Ordinal);
}
