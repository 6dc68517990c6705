using System.Text.RegularExpressions;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration.Reading;

internal delegate Mapping? ReadSection(SectionShape section, IReadOnlyList<string> prefixes, Mapping? file, IReadOnlySet<string> quoted);

/// <summary>
/// Members out of the environment, in three ways: PLAYERS_ATTIC_URL changes the member "attic" of the file, PLAYERS_ATTIC_KIND
/// makes one, and documented names like PLEX_URL and PLEX_TOKEN make the member "plex".
/// </summary>
internal sealed partial class MemberVariables(Vault vault, Problems problems)
{
    public Mapping? Read(MembersShape family, string prefix, Mapping? file, IReadOnlySet<string> quoted, ReadSection read)
    {
        var members = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var (name, kind) in Named(family, prefix, file))
            if (read(Whole(family, kind), [EnvironmentLayer.Joined(prefix, name)], null, quoted) is { } said)
                members[name] = Made(name, kind, said, file);
        foreach (var (kind, preset) in family.Kinds.SelectMany(k => k.Presets.Select(p => (k, p))))
            if (Documented(family, kind, preset, file, quoted, read) is { } said)
                members[preset.Member] = Made(
                    preset.Member,
                    kind,
                    members.TryGetValue(preset.Member, out var own) ? ((Mapping)own.Value).Over(said) : said,
                    file
                );
        return members.Count > 0 ? new Mapping([.. members.Values], members.First().Value.At) : null;
    }

    private Mapping? Documented(
        MembersShape family,
        MemberKind kind,
        Preset preset,
        Mapping? file,
        IReadOnlySet<string> quoted,
        ReadSection read
    )
    {
        var inFile = file?.Find(preset.Member) as Mapping;
        if (inFile is not null && KindIn(inFile) != kind.Name)
            return null;
        if (
            read(Whole(family, kind, aliases: true), [preset.Prefix], null, quoted) is not { } said
            || (inFile is null && IsQuoted(said, quoted))
        )
            return null;
        var required = kind.Options.Slots.Select(s => s.Shape).OfType<OptionShape>().Where(o => o.Limits.Required).ToList();
        if (inFile is not null)
            return said;
        if (required.Exists(o => said.Find(o.Key) is not null))
            return new Mapping([.. preset.Says.Select(s => new Entry(s.Key, new Scalar(s.Value, said.At), said.At))], said.At) is var given
                ? said.Over(given)
                : null;
        var missing = string.Join(" and ", required.Select(o => EnvironmentLayer.Joined(preset.Prefix, o.Key)));
        problems.Warning(
            said.At,
            $"this does nothing, because there is no '{preset.Member}' in {family.Key}. Set {missing} too, or remove it."
        );
        return null;
    }

    // What the file takes in by ${NAME} has its place there.
    private static bool IsQuoted(Mapping said, IReadOnlySet<string> quoted) =>
        said.Entries.Any(e => quoted.Contains(e.At.Place) || quoted.Contains(e.At.Place + "_FILE"));

    private IEnumerable<(string Name, MemberKind Kind)> Named(MembersShape family, string prefix, Mapping? file)
    {
        foreach (var entry in file?.Entries ?? [])
            if (entry.Value is Mapping member && family.Find(KindIn(member)) is { } kind)
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

    private static string? KindIn(Mapping member) => (member.Find(MembersShape.KindKey) as Scalar)?.Text;

    private static SectionShape Whole(MembersShape family, MemberKind kind, bool aliases = false)
    {
        var slots = family.Terms.Slots.Concat(kind.Options.Slots);
        return kind.Options with { Slots = aliases ? [.. slots] : [.. slots.Select(s => s with { Shape = WithoutAliases(s.Shape) })] };
    }

    // The documented names belong to the documented member only, or two bots would share one token.
    private static Shape WithoutAliases(Shape shape) =>
        shape switch
        {
            OptionShape option => option with { Limits = new OptionAttribute(option.Explanation) },
            LookupShape lookup => lookup with { Value = lookup.Value with { Limits = new OptionAttribute(lookup.Explanation) } },
            _ => shape,
        };

    private static Entry Made(string name, MemberKind kind, Mapping said, Mapping? file)
    {
        if (file?.Find(name) is null)
            said = said.Over(new Mapping([new Entry(MembersShape.KindKey, new Scalar(kind.Name, said.At), said.At)], said.At));
        return new Entry(name, said, said.At);
    }

    [GeneratedRegex("^(?<prefix>[A-Z]+)_(?<name>[A-Z0-9_]+)_KIND$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Maker();
}
