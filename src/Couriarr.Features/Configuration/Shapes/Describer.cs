using System.Reflection;
using System.Text.Json;

namespace Couriarr.Features.Configuration.Shapes;

/// <summary>Reads the shape of the configuration from the options records, so that it is described in one place only.</summary>
internal sealed class Describer(MemberKinds kinds)
{
    public SectionShape Section(string key, string explanation, object defaults)
    {
        var slots = defaults
            .GetType()
            .GetProperties()
            .Where(p => p.IsDefined(typeof(OptionAttribute)))
            .Select(p => new Slot(p, Describe(p, defaults)));
        return new SectionShape(key, explanation, defaults.GetType(), [.. slots]);
    }

    private Shape Describe(PropertyInfo property, object owner)
    {
        var option = property.GetCustomAttribute<OptionAttribute>()!;
        var (key, type) = (JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property.PropertyType);
        if (type == typeof(Node))
            return new RawShape(key, option.Explanation);
        if (Plain.For(Nullable.GetUnderlyingType(type) ?? type) is { } plain)
            return Option(plain, isList: false, property.GetValue(owner));
        if (Element(type, typeof(IReadOnlyList<>)) is { } item)
            return Plain.For(item) is { } single
                ? Option(single, isList: true, property.GetValue(owner))
                : new ListShape(key, option.Explanation, Section("", "", Activator.CreateInstance(item)!));
        if (Element(type, typeof(IReadOnlyDictionary<,>)) is { } value)
            return Plain.For(value) is { } named
                ? new LookupShape(key, option.Explanation, Option(named, isList: false, standard: null), option.Joint)
                : Members(value.GetGenericArguments()[0]);
        return Section(key, option.Explanation, property.GetValue(owner)!);

        OptionShape Option(Plain plain, bool isList, object? standard) =>
            new(key, option.Explanation, plain, isList, standard) { Limits = option };
        MembersShape Members(Type terms) =>
            new(key, option.Explanation, Section("", "", Activator.CreateInstance(terms)!), kinds.Of(terms));
    }

    private static Type? Element(Type type, Type generic) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == generic ? type.GetGenericArguments()[^1] : null;
}
