namespace Couriarr.Features.Configuration.Shapes;

/// <summary>Lists the names that options have in the environment.</summary>
public static class KnownVariables
{
    public static IEnumerable<string> Of(SectionShape root) =>
        InSection(root, "").Concat(Presets(root)).Append(Reading.ConfigPlace.Variable).Append(Reading.Surroundings.Home);

    public static IEnumerable<string> Of(OptionShape option, string path)
    {
        var names = option.Variables([Shape.VariableOf(path)]);
        return option.Limits.FolderOf is { } folderOf ? names.Append(folderOf) : names;
    }

    private static IEnumerable<string> InSection(SectionShape section, string path) =>
        section.Slots.SelectMany(slot =>
            slot.Shape switch
            {
                OptionShape option => Of(option, path + option.Key),
                SectionShape inner => InSection(inner, $"{path}{inner.Key}."),
                _ => [],
            }
        );

    private static IEnumerable<string> Presets(SectionShape root) =>
        from family in root.Slots.Select(s => s.Shape).OfType<MembersShape>()
        from kind in family.Kinds
        from preset in kind.Presets
        from option in family.Terms.Slots.Concat(kind.Options.Slots).Select(s => s.Shape).OfType<OptionShape>()
        from name in option.Variables([Shape.VariableOf($"{preset.Prefix}_{option.Key}")])
        select name;
}
