using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration;

/// <summary>One value in force, and who said it.</summary>
/// <param name="Value">Null when nothing is set.</param>
public sealed record Setting(string Path, Plain Plain, object? Value, Origin At)
{
    public IEnumerable<Secret> Secrets => Value is Secret one ? [one] : Value as IEnumerable<Secret> ?? [];

    /// <summary>As it may be shown to anybody.</summary>
    public string? Text =>
        Value switch
        {
            null => null,
            { } some when OptionShape.ItemsOf(some) is { } list => string.Join(", ", list.Select(Plain.Write)),
            _ => Plain.Write(Value),
        };
}
