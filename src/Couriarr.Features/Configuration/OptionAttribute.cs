namespace Couriarr.Features.Configuration;

/// <summary>
/// Describes one option, once: binding, checking, the example, the schema, `config show` and the documents all read it.
/// Its key is the property's name in snake case, its default the property's initialiser.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string explanation) : Attribute
{
    public string Explanation { get; } = explanation;

    /// <summary>Nothing works without it.</summary>
    public bool Required { get; init; }

    public long Min { get; init; } = long.MinValue;
    public long Max { get; init; } = long.MaxValue;

    /// <summary>Further names in the environment, the first one wins. SECTION_KEY comes before them unless it is among them.</summary>
    public string Variables { get; init; } = "";

    /// <summary>A name in the environment that holds a file whose folder is meant.</summary>
    public string? FolderOf { get; init; }

    /// <summary>For options under free names: how their words are joined. In the environment all are joined by _.</summary>
    public char Joint { get; init; } = '-';

    /// <summary>For options under free names: the one to show in the example.</summary>
    public string Sample { get; init; } = "";
}
