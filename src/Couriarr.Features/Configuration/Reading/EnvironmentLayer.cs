using System.Globalization;
using System.Text.RegularExpressions;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration.Reading;

/// <summary>
/// Reads the environment into the same nodes that a file becomes, so that nothing after it has to know the difference. Goes by
/// the shape: what has no place in the configuration is not looked at.
/// </summary>
/// <param name="quoted">Variables that the file uses itself.</param>
internal sealed partial class EnvironmentLayer(Vault vault, Problems problems, IReadOnlySet<string> quoted)
{
    private readonly MemberVariables _members = new(vault, problems, quoted);

    /// <param name="file">What the file says: its members can be changed by variables too.</param>
    public Mapping Read(SectionShape root, Mapping file) => Section(root, "", file) ?? new Mapping([], Origin.Default);

    private Node? Read(Shape shape, string prefix, Node? file) =>
        shape switch
        {
            OptionShape option => Option(option, prefix),
            SectionShape section => Section(section, prefix, file as Mapping),
            LookupShape lookup => Lookup(lookup, prefix),
            ListShape list => List(list, prefix),
            MembersShape family => _members.Read(family, prefix, file as Mapping, (section, p) => Section(section, p, file: null)),
            _ => null,
        };

    private Mapping? Section(SectionShape section, string prefix, Mapping? file)
    {
        var entries = new List<Entry>();
        foreach (var shape in section.Slots.Select(s => s.Shape))
            if (Read(shape, Joined(prefix, shape.Key), file?.Find(shape.Key)) is { } node)
                entries.Add(new Entry(shape.Key, node, node.At));
        return entries.Count > 0 ? new Mapping(entries, entries[0].At) : null;
    }

    private Scalar? Option(OptionShape option, string variable)
    {
        var set = option.Variables([variable]).Where(name => IsMeant(name, option)).ToList();
        if (set.Count == 0)
            return option.Limits.FolderOf is { } folderOf && vault.Has(folderOf) ? FolderOf(folderOf) : null;
        var value = vault.Read(set[0]);
        foreach (var other in set.Skip(1).Where(other => vault.Read(other) != value))
            problems.Warning(
                Origin.Variable(other),
                $"this does not count, because {set[0]} is for the same option and wins. Remove one of them."
            );
        return value is null ? null : Said(value, set[0]);
    }

    // Container platforms set NAME_PORT=tcp://… for every service called NAME.
    private bool IsMeant(string name, OptionShape option) =>
        vault.Has(name) && !(option.Plain.Type == typeof(int) && vault.Read(name)?.StartsWith("tcp://", StringComparison.Ordinal) == true);

    private Scalar? FolderOf(string variable)
    {
        if (vault.Read(variable) is not { } file)
            return null;
        var folder = Path.GetDirectoryName(file) is { Length: > 0 } parent ? parent : ".";
        problems.Warning(
            Origin.Variable(variable),
            $"the folder of {file} becomes the data folder. The old database in it stays as it is; ours is couriarr.db."
        );
        return Said(folder, variable);
    }

    private Mapping? Lookup(LookupShape lookup, string variable)
    {
        var entries =
            from prefix in lookup.Value.Variables([variable])
            from name in vault.Names.Distinct()
            where name.StartsWith(prefix + "_", StringComparison.Ordinal) && name.Length > prefix.Length + 1
            let value = vault.Read(name)
            where value is not null
            let key = name[(prefix.Length + 1)..].ToLowerInvariant().Replace('_', lookup.Joint)
            select new Entry(key, Said(value, name), Origin.Variable(name));
        return entries.DistinctBy(e => e.Key).ToList() is { Count: > 0 } found ? new Mapping(found, found[0].At) : null;
    }

    /// <summary>PATHS_MAPPINGS_1_FROM and so on: the numbers only say which belong together, and in which order.</summary>
    private Sequence? List(ListShape list, string prefix)
    {
        var numbers = vault
            .Names.Where(n => n.StartsWith(prefix + "_", StringComparison.Ordinal))
            .Select(n => Number().Match(n[(prefix.Length + 1)..]))
            .Where(m => m.Success)
            .Select(m => m.Groups["n"].Value)
            .Distinct()
            .OrderBy(n => int.Parse(n, CultureInfo.InvariantCulture));
        var items = numbers.Select(n => Section(list.Item, Joined(prefix, n), file: null)).OfType<Node>().ToList();
        return items.Count > 0 ? new Sequence(items, items[0].At) : null;
    }

    private static Scalar Said(string value, string variable) => new(value, Origin.Variable(variable)) { FromVariable = true };

    public static string Joined(string prefix, string key) => Shape.VariableOf(prefix.Length == 0 ? key : $"{prefix}_{key}");

    [GeneratedRegex(@"^(?<n>\d{1,4})_", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
