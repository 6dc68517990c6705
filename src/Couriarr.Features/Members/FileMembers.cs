using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Configuration.Shapes;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Members;

/// <summary>
/// Brings what the configuration names into the table, once at every start. Its options win; whether the member is enabled stays
/// as a person has set it since, until the configuration itself says something new about that.
/// </summary>
internal sealed class FileMembers(CouriarrOptions options, MemberTable table, MemberReading reading, ILogger<FileMembers> log)
{
    public async Task MoveInAsync(CancellationToken ct)
    {
        var rows = await table.AllAsync(ct);
        var named = reading.Families.SelectMany(Named).ToList();
        foreach (var row in rows.Where(r => r.IsFromFile && !named.Exists(n => n.IsOf(r))))
            await MoveOutAsync(row, isReplaced: named.Exists(n => n.Name == NameOf(row) && n.Family == reading.FamilyOf(row.Service)), ct);
        foreach (var one in named)
            await MoveInAsync(one, rows.Find(one.IsOf), ct);
    }

    private async Task MoveInAsync(Named one, MemberRow? row, CancellationToken ct)
    {
        if (row is null)
        {
            var config = reading.Sealed(one.Options, one.Kind, one.Name).ToJsonString(MemberReading.Writing);
            await table.AddAsync(
                new MemberRow(0, one.Kind.Name, one.Name, one.Enabled, config) { IsFromFile = true, FileEnabled = one.Enabled },
                ct
            );
        }
        else if (Wanted(one, row) is var wanted && wanted != row)
        {
            await table.ChangeAsync(row, wanted, ct);
            if (row.IsChanged || !row.IsFromFile)
                log.LogInformation("{Kind} '{Name}' is as the configuration says again: it names it, so it wins", one.Kind.Name, one.Name);
        }
    }

    private MemberRow Wanted(Named one, MemberRow row)
    {
        var isSame = JsonNode.DeepEquals(reading.ReadAll([row])[0].Opened, one.Options);
        return row with
        {
            Config = isSame ? row.Config : reading.Sealed(one.Options, one.Kind, one.Name).ToJsonString(MemberReading.Writing),
            Enabled = row.FileEnabled == one.Enabled ? row.Enabled : one.Enabled,
            FileEnabled = one.Enabled,
            IsFromFile = true,
            IsChanged = false,
        };
    }

    private async Task MoveOutAsync(MemberRow row, bool isReplaced, CancellationToken ct)
    {
        if (row.IsChanged && !isReplaced)
        {
            await table.ChangeAsync(row, row with { IsFromFile = false, FileEnabled = null, IsChanged = false }, ct);
            log.LogInformation(
                "{Kind} '{Name}' is no longer in the configuration. It stays, because it was changed by the API; delete it there if it is not wanted",
                row.Service,
                row.Name
            );
            return;
        }
        await table.RemoveAsync(row, ct);
        log.LogInformation("{Kind} '{Name}' is no longer in the configuration, and is removed", row.Service, row.Name);
    }

    private IEnumerable<Named> Named(MembersShape family) =>
        family.Key switch
        {
            "instances" => Named(family, options.Instances, terms => terms.Enabled),
            "players" => Named(family, options.Players, terms => terms.Enabled),
            _ => Named(family, options.Channels, terms => terms.Enabled),
        };

    private static IEnumerable<Named> Named<TTerms>(
        MembersShape family,
        IReadOnlyDictionary<string, Member<TTerms>> members,
        Func<TTerms, bool> isEnabled
    ) =>
        from member in members.Values
        let kind = family.Find(member.Kind)!
        let all = MemberText.Of(family, kind, member.Terms!, member.Options)
        select new Named(family, kind, member.Name, isEnabled(member.Terms), all);

    private static string NameOf(MemberRow row) => row.Name.Length == 0 ? row.Service : row.Name;
}

/// <summary>A member as the configuration names it, secrets in clear.</summary>
internal sealed record Named(MembersShape Family, MemberKind Kind, string Name, bool Enabled, JsonObject Options)
{
    public bool IsOf(MemberRow row) => row.Service == Kind.Name && (row.Name == Name || (row.Name.Length == 0 && Name == row.Service));
}
