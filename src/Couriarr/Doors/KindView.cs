using System.Text.Json.Nodes;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Doors;

/// <summary>A kind of member with everything that can be set on it: a form can be drawn from it.</summary>
internal sealed record KindView(string Family, string Kind, string Explanation, IReadOnlyList<OptionView> Options)
{
    public static IEnumerable<KindView> All(IEnumerable<MembersShape> families) =>
        from family in families
        from kind in family.Kinds
        let shapes = kind.Options.Slots.Concat(family.Terms.Slots).Select(slot => slot.Shape).Where(shape => shape.Key != "enabled")
        select new KindView(family.Key, kind.Name, kind.Options.Explanation, [.. shapes.Select(OptionView.Of).OfType<OptionView>()]);
}

/// <param name="Type">text, secret, boolean, number, duration, address or choice.</param>
/// <param name="Form">single, list, or lookup: values under names of one's choice.</param>
internal sealed record OptionView(string Name, string Type, string Form, string Explanation, bool Required)
{
    public JsonNode? Default { get; init; }
    public IReadOnlyList<string>? Choices { get; init; }
    public long? Min { get; init; }
    public long? Max { get; init; }

    public static OptionView? Of(Shape shape) =>
        shape switch
        {
            OptionShape option => Of(option, option.IsList ? "list" : "single"),
            LookupShape lookup => Of(lookup.Value, "lookup") with { Name = lookup.Key, Explanation = lookup.Explanation },
            _ => null,
        };

    private static OptionView Of(OptionShape option, string form) =>
        new(option.Key, Word(option.Plain.Type), form, option.Explanation, option.Limits.Required)
        {
            Default = option is { IsList: false, IsSecret: false, Default: { } standard } ? option.Plain.ToJson(standard) : null,
            Choices = option.Plain.Schema()["enum"] is JsonArray words ? [.. words.Select(word => word!.GetValue<string>())] : null,
            Min = option.Limits.Min > long.MinValue ? option.Limits.Min : null,
            Max = option.Limits.Max < long.MaxValue ? option.Limits.Max : null,
        };

    private static string Word(Type type) =>
        type == typeof(Secret) ? "secret"
        : type == typeof(bool) ? "boolean"
        : type == typeof(int) ? "number"
        : type == typeof(TimeSpan) ? "duration"
        : type == typeof(Uri) ? "address"
        : type.IsEnum ? "choice"
        : "text";
}
