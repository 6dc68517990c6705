using System.Security.Cryptography;
using System.Text;

namespace Couriarr.Storage.Redis;

/// <summary>One thing that Redis does in a single step: a script of ours, known there by its hash.</summary>
internal sealed record Verb(string Script, bool IsOnce)
{
    /// <summary>New work from outside: refused while the memory of Redis is full, so that what is stored already can end.</summary>
    public static Verb Growth(string name) => new(Read("#!lua", name), IsOnce: true);

    public static Verb Upkeep(string name) => new(Read("#!lua flags=allow-oom", name), IsOnce: true);

    /// <summary>May be made twice without harm, so no name of the call is kept.</summary>
    public static Verb Repeatable(string name) => new(Read("#!lua flags=allow-oom", name), IsOnce: false);

    public static Verb Question(string name) => new(Read("#!lua flags=no-writes", name), IsOnce: false);

    /// <summary>Begins an epoch; it stands alone.</summary>
    public static string Wake { get; } = Lines("Wake");

    public string Hash { get; } = Convert.ToHexStringLower(Sha1(Script));

    // All verbs share what stands before them: how the queue lies there, and how a job moves.
    private static string Read(string flags, string name) => $"{flags}\n{Lines("Shape")}\n{Lines("Moves")}\n{Lines($"Verbs.{name}")}";

    private static string Lines(string name)
    {
        using var reader = new StreamReader(typeof(Verb).Assembly.GetManifestResourceStream($"Couriarr.Storage.Redis.{name}.lua")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

#pragma warning disable CA5350 // It is the name Redis gives to scripts, and protects nothing.
    private static byte[] Sha1(string script) => SHA1.HashData(Encoding.UTF8.GetBytes(script));
#pragma warning restore CA5350
}

/// <summary>All of them, by name.</summary>
internal static class Verbs
{
    public static readonly Verb Add = Verb.Growth("add");
    public static readonly Verb Fire = Verb.Growth("fire");
    public static readonly Verb Probe = Verb.Growth("probe");
    public static readonly Verb Claim = Verb.Repeatable("claim");
    public static readonly Verb Extend = Verb.Repeatable("extend");
    public static readonly Verb Adopt = Verb.Upkeep("adopt");
    public static readonly Verb Settle = Verb.Upkeep("settle");
    public static readonly Verb Cancel = Verb.Upkeep("cancel");
    public static readonly Verb Revive = Verb.Upkeep("revive");
    public static readonly Verb Rush = Verb.Upkeep("rush");
    public static readonly Verb Close = Verb.Upkeep("close");
    public static readonly Verb Open = Verb.Upkeep("open");
    public static readonly Verb Unpark = Verb.Upkeep("unpark");
    public static readonly Verb Straighten = Verb.Upkeep("straighten");
    public static readonly Verb Prune = Verb.Upkeep("prune");
    public static readonly Verb Find = Verb.Question("find");
    public static readonly Verb List = Verb.Question("list");
    public static readonly Verb Count = Verb.Question("count");
    public static readonly Verb Census = Verb.Question("census");
    public static readonly Verb Attempts = Verb.Question("attempts");
    public static readonly Verb Gates = Verb.Question("gates");
    public static readonly Verb Ticks = Verb.Question("ticks");
    public static readonly Verb Lanes = Verb.Question("lanes");
    public static readonly Verb Trees = Verb.Question("trees");

    public static readonly IReadOnlyList<Verb> All =
    [
        Add,
        Fire,
        Probe,
        Claim,
        Extend,
        Adopt,
        Settle,
        Cancel,
        Revive,
        Rush,
        Close,
        Open,
        Unpark,
        Straighten,
        Prune,
        Find,
        List,
        Count,
        Census,
        Attempts,
        Gates,
        Ticks,
        Lanes,
        Trees,
    ];
}
