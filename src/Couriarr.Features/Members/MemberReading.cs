using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Checks;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Members;

/// <summary>Turns entries into members by the same shapes, checks and sentences as the configuration file. One that does not fit stops no other.</summary>
internal sealed class MemberReading(MemberKinds kinds, Seal seal)
{
    private readonly SectionShape _root = ConfigLoader.Root(kinds);

    public IEnumerable<MembersShape> Families => _root.Slots.Select(s => s.Shape).OfType<MembersShape>();

    public MembersShape? FamilyOf(string service) => Families.FirstOrDefault(f => f.Find(service) is not null);

    /// <summary>All of a table. What has the name of an earlier one of its family is in the way, and left out.</summary>
    public IReadOnlyList<MemberEntry> ReadAll(IEnumerable<MemberRow> rows)
    {
        var entries = new List<MemberEntry>();
        foreach (var entry in rows.Select(Read))
        {
            var first = entries.Find(e => e.Family.Length > 0 && e.Family == entry.Family && e.Name == entry.Name);
            entries.Add(
                first is null
                    ? entry
                    : entry with
                    {
                        Member = null,
                        Trouble = $"There is a {first.Row.Service} with the same name. Rename one of them.",
                    }
            );
        }
        return entries;
    }

    /// <summary>Null when the entry has no secret in clear, or cannot be read at all.</summary>
    public string? Sealed(MemberRow row) =>
        FamilyOf(row.Service)?.Find(row.Service) is { } kind
        && MemberText.Parse(row.Config) is { } config
        && Sealed(config, kind, NameOf(row)) is var safe
        && !JsonNode.DeepEquals(safe, config)
            ? safe.ToJsonString(Writing)
            : null;

    public JsonObject Sealed(JsonObject options, MemberKind kind, string name) =>
        options.Rewrite(
            kind,
            (option, secret) =>
                MemberEntry.Text(secret) is var text && Seal.IsSealed(text) ? secret : seal.Close(text, Place(kind, name, option))
        );

    public static JsonSerializerOptions Writing { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every mistake in it, in sentences; none when it binds.</summary>
    public IReadOnlyList<string> Bind(
        MembersShape family,
        MemberKind kind,
        string name,
        bool enabled,
        JsonObject options,
        out object? member
    )
    {
        var problems = new Problems();
        var mapping = MemberText.ToMapping(options, (MembersShape.KindKey, kind.Name), ("enabled", enabled ? "true" : "false"));
        var binder = new Binder(problems);
        var all = MemberText.Around(family.Key, MemberText.Around(name, mapping));
        var bound = (CouriarrOptions)binder.Section(_root, all, "");
        MemberChecks.Run(new EffectiveConfig(null, bound, binder.Settings, problems));
        member = problems.IsFatal ? null : InFamily(family, bound)[name];
        return [.. problems.Errors.Select(problem => problem.Sentence)];
    }

    private static IDictionary InFamily(MembersShape family, CouriarrOptions options) =>
        (IDictionary)
            typeof(CouriarrOptions)
                .GetProperties()
                .Single(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name) == family.Key)
                .GetValue(options)!;

    private MemberEntry Read(MemberRow row)
    {
        var name = NameOf(row);
        if (FamilyOf(row.Service) is not { } family || family.Find(row.Service) is not { } kind)
            return new MemberEntry(
                row,
                "",
                name,
                $"There is no kind '{row.Service}'.{Nearest.Hint(row.Service, Families.SelectMany(f => f.Kinds).Select(k => k.Name))}"
            );
        if (MemberText.Parse(row.Config) is not { } config)
            return new MemberEntry(row, family.Key, name, "Its config is no JSON object, like {\"url\": \"http://kodi:8080\"}.")
            {
                Kind = kind,
            };
        var troubles = new List<string>();
        var opened = Opened(config, kind, name, troubles);
        object? member = null;
        if (troubles.Count == 0)
            troubles.AddRange(Bind(family, kind, name, row.Enabled, opened, out member));
        return new MemberEntry(row, family.Key, name, troubles.Count == 0 ? null : string.Join(" ", troubles))
        {
            Kind = kind,
            Opened = opened,
            Member = member,
        };
    }

    private JsonObject Opened(JsonObject config, MemberKind kind, string name, List<string> troubles) =>
        config.Rewrite(
            kind,
            (option, secret) =>
            {
                var text = MemberEntry.Text(secret);
                if (!Seal.IsSealed(text))
                    return secret;
                var opened = seal.Open(text, Place(kind, name, option), out var why);
                if (why is not null)
                    troubles.Add($"Its {option} {why}.");
                return opened;
            }
        );

    private static string NameOf(MemberRow row) => row.Name.Length == 0 ? row.Service : row.Name;

    private static string Place(MemberKind kind, string name, string option) => $"{kind.Name}\n{name}\n{option}";
}
