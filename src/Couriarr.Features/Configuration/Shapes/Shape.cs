using System.Reflection;

namespace Couriarr.Features.Configuration.Shapes;

/// <summary>What may stand in one place of the configuration.</summary>
public abstract record Shape(string Key, string Explanation)
{
    /// <summary>The name of a path in the environment: server.base_path is SERVER_BASE_PATH.</summary>
    public static string VariableOf(string path) => path.Replace('.', '_').Replace('-', '_').ToUpperInvariant();
}

/// <summary>A single value, or a list of them.</summary>
public sealed record OptionShape(string Key, string Explanation, Plain Plain, bool IsList, object? Default) : Shape(Key, Explanation)
{
    public required OptionAttribute Limits { get; init; }

    /// <summary>The items of a value that is a list; null for any other.</summary>
    public static IEnumerable<object>? ItemsOf(object? value) =>
        value is System.Collections.IEnumerable list and not string ? list.Cast<object>() : null;

    public bool IsSecret => Plain.Type == typeof(Secret);

    private string[] Aliases => Limits.Variables.Split(", ", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Every name it has in the environment, the one that wins first.</summary>
    public IEnumerable<string> Variables(IReadOnlyList<string> own, bool withAliases = true) =>
        !withAliases ? own
        : own.Any(Aliases.Contains) ? Aliases
        : own.Concat(Aliases);
}

/// <summary>Named places, each with its own shape; becomes one options record.</summary>
public sealed record SectionShape(string Key, string Explanation, Type Type, IReadOnlyList<Slot> Slots) : Shape(Key, Explanation)
{
    public IEnumerable<string> Keys => Slots.Select(s => s.Shape.Key);
}

public sealed record Slot(PropertyInfo Property, Shape Shape);

/// <summary>Values under names that the owner chooses.</summary>
/// <param name="Joint">Between the words of such a name.</param>
public sealed record LookupShape(string Key, string Explanation, OptionShape Value, char Joint) : Shape(Key, Explanation);

/// <summary>Sections in a row, without names.</summary>
public sealed record ListShape(string Key, string Explanation, SectionShape Item) : Shape(Key, Explanation);

/// <summary>Members: a name, a kind, the terms that all of the family have, and the options of the kind.</summary>
public sealed record MembersShape(string Key, string Explanation, SectionShape Terms, IReadOnlyList<MemberKind> Kinds)
    : Shape(Key, Explanation)
{
    public const string KindKey = "kind";

    public MemberKind? Find(string? kind) => Kinds.FirstOrDefault(k => k.Name == kind);
}

/// <summary>Kept as it was written, for the one who understands it.</summary>
public sealed record RawShape(string Key, string Explanation) : Shape(Key, Explanation);
