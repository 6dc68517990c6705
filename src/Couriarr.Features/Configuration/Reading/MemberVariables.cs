using System.Text.RegularExpressions;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration.Reading;

/// <summary>
/// Members out of the environment, in three ways: PLAYERS_ATTIC_URL changes the member "attic" of the file, PLAYERS_ATTIC_KIND
/// makes one, and documented names like PLEX_URL and PLEX_TOKEN make the member "plex".
/// </summary>
internal sealed partial class MemberVariables(Vault vault, Problems problems, IReadOnlySet<string> quoted)
{
    /// <param name="read">Gives what the variables with a prefix say for a section.</param>
    public Mapping? Read(MembersShape family, string prefix, Mapping? file, Func<SectionShape, string, Mapping?> read)
    {
        var members = new Mapping([], Origin.Default);
        foreach (var (name, kind) in Named(family, prefix, file))
            if (read(Whole(family, kind, WithoutAliases), EnvironmentLayer.Joined(prefix, name)) is { } said)
                members = Member(name, kind, said, file).Over(members);
        foreach (var (kind, preset) in family.Kinds.SelectMany(k => k.Presets.Select(p => (k, p))))
            if (Documented(family, kind, preset, file, read) is { } said)
                members = Member(preset.Member, kind, said, file).Over(members);
        return members.Entries.Count > 0 ? members : null;
    }

    private Mapping? Documented(
        MembersShape family,
        MemberKind kind,
        Preset preset,
        Mapping? file,
        Func<SectionShape, string, Mapping?> read
    )
    {
        var present = KindOf(preset.Member, file);
        if (present is not null && present != kind.Name)
            return null;
        var said = read(Whole(family, kind, shape => shape), preset.Prefix);
        if (said is null || present is not null)
            return said;
        return Makes(said, family, kind, preset) ? said.Over(Extras(preset, said.At)) : null;
    }

    /// <summary>Whether variables make a member where the file has none. When they do nothing, that is told.</summary>
    private bool Makes(Mapping said, MembersShape family, MemberKind kind, Preset preset)
    {
        var required = kind.Options.Slots.Select(s => s.Shape).OfType<OptionShape>().Where(o => o.Limits.Required).ToList();
        if (said.Entries.Any(e => quoted.Contains(e.At.Place) || quoted.Contains(e.At.Place + "_FILE")))
            return false; // The file has put them where they belong.
        if (required.Exists(o => said.Find(o.Key) is not null))
            return true;
        var missing = string.Join(" and ", required.Select(o => EnvironmentLayer.Joined(preset.Prefix, o.Key)));
        problems.Warning(
            said.At,
            $"this does nothing, because there is no '{preset.Member}' in {family.Key}. Set {missing} too, or remove it."
        );
        return false;
    }

    private IEnumerable<(string Name, MemberKind Kind)> Named(MembersShape family, string prefix, Mapping? file)
    {
        foreach (var entry in file?.Entries ?? [])
            if (family.Find(KindOf(entry.Key, file)) is { } kind)
                yield return (entry.Key, kind);
        foreach (var name in vault.Names.Distinct())
            if (Maker().Match(name) is { Success: true } match && match.Groups["prefix"].Value == prefix)
            {
                var member = match.Groups["name"].Value.ToLowerInvariant().Replace('_', '-');
                if (family.Find(vault.Read(name)) is { } kind)
                    yield return (member, kind);
                else
                    problems.Error(Origin.Variable(name), $"this must be one of {string.Join(", ", family.Kinds.Select(k => k.Name))}.");
            }
    }

    private static string? KindOf(string member, Mapping? file) =>
        ((file?.Find(member) as Mapping)?.Find(MembersShape.KindKey) as Scalar)?.Text;

    private static SectionShape Whole(MembersShape family, MemberKind kind, Func<Shape, Shape> adapt) =>
        kind.Options with
        {
            Slots = [.. family.Terms.Slots.Concat(kind.Options.Slots).Select(s => s with { Shape = adapt(s.Shape) })],
        };

    // The documented names belong to the documented member only, or two bots would share one token.
    private static Shape WithoutAliases(Shape shape) =>
        shape switch
        {
            OptionShape option => option with { Limits = new OptionAttribute(option.Explanation) },
            LookupShape lookup => lookup with { Value = lookup.Value with { Limits = new OptionAttribute(lookup.Explanation) } },
            _ => shape,
        };

    private static Mapping Extras(Preset preset, Origin at) =>
        new([.. preset.Says.Select(s => new Entry(s.Key, new Scalar(s.Value, at), at))], at);

    private static Mapping Member(string name, MemberKind kind, Mapping said, Mapping? file)
    {
        var kinded = new Mapping([new Entry(MembersShape.KindKey, new Scalar(kind.Name, said.At), said.At)], said.At);
        var whole = KindOf(name, file) is null ? said.Over(kinded) : said;
        return new Mapping([new Entry(name, whole, said.At)], said.At);
    }

    [GeneratedRegex("^(?<prefix>[A-Z]+)_(?<name>[A-Z0-9_]+)_KIND$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Maker();
}
