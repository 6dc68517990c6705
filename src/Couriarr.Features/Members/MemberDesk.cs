using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Shapes;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Members;

/// <summary>What somebody wants a member to be. What is left away stays as it is.</summary>
public sealed record MemberWish(string? Name, string? Kind, bool? Enabled, JsonObject? Options);

public abstract record MemberReply
{
    public sealed record Done(MemberEntry Entry) : MemberReply;

    public sealed record NotFound : MemberReply;

    /// <param name="Troubles">What is wrong, a sentence each.</param>
    public sealed record Refused(string Why, IReadOnlyList<string> Troubles) : MemberReply;

    /// <summary>Somebody else was faster.</summary>
    public sealed record Overtaken(MemberEntry Present) : MemberReply;
}

/// <summary>Where members are added, changed, switched and removed while the program runs.</summary>
public sealed class MemberDesk
{
    private readonly MemberTable _table;
    private readonly MemberReading _reading;
    private readonly MemberRoll _roll;
    private readonly ILogger<MemberDesk> _log;

    internal MemberDesk(MemberTable table, MemberReading reading, MemberRoll roll, ILogger<MemberDesk> log) =>
        (_table, _reading, _roll, _log) = (table, reading, roll, log);

    public IReadOnlyList<MembersShape> Families => [.. _reading.Families];

    public async Task<MemberEntry?> FindAsync(string family, string name, CancellationToken ct) =>
        (await _roll.ReadAnewAsync(ct)).FirstOrDefault(e => e.Family == family && e.Name == name);

    public async Task<MemberReply> AddAsync(string family, MemberWish wish, CancellationToken ct)
    {
        if (await FindAsync(family, wish.Name ?? "", ct) is { } present)
            return new MemberReply.Overtaken(present);
        var draft = DraftOf(family, wish, stored: null);
        if (draft.Why is not null)
            return new MemberReply.Refused(draft.Why, draft.Troubles);
        var row = new MemberRow(0, draft.Kind!.Name, wish.Name!, wish.Enabled ?? true, Config(draft));
        return await _table.AddAsync(row, ct)
            ? await DoneAsync(family, wish.Name!, "added", ct)
            : new MemberReply.Overtaken((await FindAsync(family, wish.Name!, ct))!);
    }

    /// <param name="tag">The state that the wish was made upon; * for any.</param>
    public async Task<MemberReply> ChangeAsync(string family, string name, MemberWish wish, string tag, CancellationToken ct)
    {
        if (await FindAsync(family, name, ct) is not { } present)
            return new MemberReply.NotFound();
        if (tag != "*" && tag != present.Row.Tag)
            return new MemberReply.Overtaken(present);
        var draft = DraftOf(family, wish with { Name = name }, present);
        if (draft.Why is not null)
            return new MemberReply.Refused(draft.Why, draft.Troubles);
        var wanted = present.Row with
        {
            Enabled = wish.Enabled ?? present.Row.Enabled,
            IsChanged = present.Row.IsFromFile,
            Config = Config(draft),
        };
        return await WriteAsync(family, name, "changed", _table.ChangeAsync(present.Row, wanted, ct), ct);
    }

    public async Task<MemberReply> SwitchAsync(string family, string name, bool enabled, CancellationToken ct) =>
        await FindAsync(family, name, ct) is { } present
            ? await WriteAsync(
                family,
                name,
                enabled ? "enabled" : "disabled",
                _table.ChangeAsync(present.Row, present.Row with { Enabled = enabled }, ct),
                ct
            )
            : new MemberReply.NotFound();

    /// <param name="tag">* for any.</param>
    public async Task<MemberReply> RemoveAsync(string family, string name, string tag, CancellationToken ct)
    {
        if (await FindAsync(family, name, ct) is not { } present)
            return new MemberReply.NotFound();
        if ((tag != "*" && tag != present.Row.Tag) || !await _table.RemoveAsync(present.Row, ct))
            return new MemberReply.Overtaken(present);
        await _roll.ReadAnewAsync(ct);
        _log.LogInformation("{Kind} '{Name}' was removed", present.Row.Service, name);
        return new MemberReply.Done(present);
    }

    /// <summary>A member that is not stored, for a trial. The secrets of the stored one of that name may stand in it.</summary>
    public async Task<MemberDraft> DraftAsync(string family, MemberWish wish, CancellationToken ct) =>
        DraftOf(family, wish with { Name = wish.Name ?? "trial" }, await FindAsync(family, wish.Name ?? "", ct));

    private MemberDraft DraftOf(string familyName, MemberWish wish, MemberEntry? stored)
    {
        var family = _reading.Families.FirstOrDefault(f => f.Key == familyName);
        if (family is null)
            return new(
                null,
                [],
                null,
                $"There is no family '{familyName}'. There are: {string.Join(", ", _reading.Families.Select(f => f.Key))}."
            );
        if (stored is not null && wish.Kind is not null && wish.Kind != stored.Row.Service)
            return new(
                null,
                [],
                null,
                $"'{wish.Name}' is a {stored.Row.Service} and cannot become a {wish.Kind}. Delete it and add the new one."
            );
        if (family.Find(wish.Kind ?? stored?.Row.Service) is not { } kind)
            return new(null, [], null, $"The kind must be one of {string.Join(", ", family.Kinds.Select(k => k.Name))}.");
        var cleared = new List<string>();
        var options = wish.Options is { } wanted
            ? wanted.Keep(kind, stored?.Opened, cleared.Add)
            : (JsonObject)(stored?.Opened ?? []).DeepClone();
        var troubles = _reading.Bind(family, kind, wish.Name ?? "", wish.Enabled ?? true, options, out var member);
        if (troubles.Count > 0)
            troubles = [.. troubles, .. Cleared(cleared)];
        return new(kind, options, member, troubles.Count == 0 ? null : string.Join(" ", troubles))
        {
            Name = wish.Name ?? "",
            Troubles = troubles,
        };
    }

    private static IEnumerable<string> Cleared(List<string> options) =>
        options.Count == 0 ? [] : [$"Secrets stay with the address that they were given for: send {string.Join(" and ", options)} again."];

    private string Config(MemberDraft draft) => _reading.Sealed(draft.Options, draft.Kind!, draft.Name).ToJsonString(MemberReading.Writing);

    private async Task<MemberReply> WriteAsync(string family, string name, string what, Task<bool> write, CancellationToken ct) =>
        await write ? await DoneAsync(family, name, what, ct)
        : await FindAsync(family, name, ct) is { } present ? new MemberReply.Overtaken(present)
        : new MemberReply.NotFound();

    private async Task<MemberReply> DoneAsync(string family, string name, string what, CancellationToken ct)
    {
        if (await FindAsync(family, name, ct) is not { } entry)
            return new MemberReply.NotFound();
        _log.LogInformation("{Kind} '{Name}' was {What}", entry.Row.Service, name, what);
        return new MemberReply.Done(entry);
    }
}

/// <summary>A member that somebody wants, bound but not stored.</summary>
/// <param name="Why">What is wrong with it; null when it could be stored.</param>
public sealed record MemberDraft(MemberKind? Kind, JsonObject Options, object? Member, string? Why)
{
    internal string Name { get; init; } = "";

    /// <summary>A sentence each; why, when it is about no option.</summary>
    public IReadOnlyList<string> Troubles
    {
        get => field ?? (Why is null ? [] : [Why]);
        init;
    }
}
