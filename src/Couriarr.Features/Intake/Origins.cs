using Couriarr.Features.Arr;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Members;
using Couriarr.Jobs;

namespace Couriarr.Features.Intake;

/// <param name="Names">In whose name it is seen to: its instance, or all that it may be of.</param>
internal sealed record Origin(InboxEntry Entry, IReadOnlyList<string> Names)
{
    public Origin(InboxEntry entry)
        : this(entry, [entry.Instance]) { }
}

/// <summary>
/// Finds out of which instance a webhook is that came to an address which several have: by the mapping that only one of them has for it,
/// else by asking them. Who cannot be told from others leaves it where it is; an import that has a way only in the name of one of them is
/// then seen to for each that has one: a file too many is better than none.
/// </summary>
internal sealed class Origins(MemberBook members, ArrApis apis, InboxWriter writer, CouriarrOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>The entry, filed under its instance.</returns>
    /// <exception cref="TransientException">Nobody knows of it, but not all could be asked.</exception>
    public async Task<Origin> SettleAsync(InboxEntry entry, ArrWebhook.Happened told, bool isLastTry, CancellationToken ct)
    {
        if (!entry.InDoubt || ArrApps.OfKind(entry.App) is not { } app)
            return new Origin(entry);
        var kin = (await members.AllAsync<InstanceTerms>(ct)).Where(member => ArrApps.OfKind(member.Kind) == app).ToList();
        var names = Mapped(kin, told.Event.Work.Folder) is { } mapped ? [mapped] : await AskedAsync(kin, entry, told, isLastTry, ct);
        if (names is [var origin])
            return new Origin(await RefileAsync(entry, origin, Guessed(entry, told, kin), ct));
        // It stays in doubt: who comes back to it after a crash finds the same.
        return told.Event is MediaImported && Leading(names, told.Event.Work.Folder) is { Count: > 0 } ways
            ? new Origin(entry, ways)
            : new Origin(await RefileAsync(entry, entry.Instance, [], ct));
    }

    private Task<InboxEntry> RefileAsync(InboxEntry entry, string origin, IEnumerable<Fact> guessed, CancellationToken ct)
    {
        var refiled = entry with { Instance = origin };
        var anew = Reading.Of(refiled);
        return writer.RefileAsync(refiled with { WorkKey = anew.Event.Work.Key }, Fact.Of(anew, entry.EventType), guessed, ct);
    }

    private static IEnumerable<Fact> Guessed(InboxEntry entry, ArrWebhook.Happened told, List<Member<InstanceTerms>> kin) =>
        Fact.Of(told, entry.EventType, [.. kin.Select(member => member.Name)]).SelectMany(facts => facts);

    /// <returns>Those whose mappings lead somewhere; none when all lead the same way, so that one is enough.</returns>
    private List<string> Leading(IReadOnlyList<string> names, string folder)
    {
        var ways = names.Select(name => (Name: name, Way: WayOf(name, folder))).Where(one => one.Way is not null).ToList();
        return ways.TrueForAll(one => one.Way!.Instance is null) && ways.Select(one => one.Way).Distinct().Count() <= 1
            ? []
            : [.. ways.Select(one => one.Name)];
    }

    private PathMapping? WayOf(string name, string folder) =>
        options
            .Paths.Mappings.Where(mapping => (mapping.Instance is null || mapping.Instance == name) && IsBelow(folder, mapping.From))
            .OrderByDescending(mapping => mapping.From.TrimEnd('/').Length)
            .ThenBy(mapping => mapping.Instance is null)
            .FirstOrDefault();

    private string? Mapped(List<Member<InstanceTerms>> kin, string folder)
    {
        var ways = options.Paths.Mappings.Where(mapping => IsBelow(folder, mapping.From)).Select(mapping => mapping.Instance).Distinct();
        var own = ways.Where(way => way is null || kin.Exists(member => member.Name == way)).ToList();
        return own is [{ } only] ? only : null;
    }

    /// <returns>The one that it is of, or all that it may be of.</returns>
    private async Task<IReadOnlyList<string>> AskedAsync(
        List<Member<InstanceTerms>> kin,
        InboxEntry entry,
        ArrWebhook.Happened told,
        bool isLastTry,
        CancellationToken ct
    )
    {
        var able = kin.Where(ArrApis.CanAsk).ToList();
        var said = await Task.WhenAll(able.Select(one => AskAsync(ask => new Claim(apis.Of(one), told.Event).IsOwnAsync(ask), ct)));
        var owners = able.Where((_, i) => said[i] == true).ToList();
        if (owners.Count == 0 && said.Contains(null) && kin.Count > 1 && !isLastTry)
            throw new TransientException($"It is not known of which {entry.App} this is, and not all that may have sent it can be asked.");
        if (owners.Count == 0 && able.Count == kin.Count && !said.Contains(null))
            return [entry.App];
        return owners.Count > 0
            ? await ByHistoryAsync(owners, entry, told, ct)
            : [.. kin.Where(one => !able.Contains(one) || said[able.IndexOf(one)] is null).Select(one => one.Name)];
    }

    // Two that have the same movie in folders of the same name count their files apart.
    private async Task<IReadOnlyList<string>> ByHistoryAsync(
        List<Member<InstanceTerms>> owners,
        InboxEntry entry,
        ArrWebhook.Happened told,
        CancellationToken ct
    )
    {
        if (owners.Count == 1)
            return [owners[0].Name];
        var said = await Task.WhenAll(
            owners.Select(one => AskAsync(ask => new Claim(apis.Of(one), told.Event).HasImportedAsync(entry.ReceivedAt, ask), ct))
        );
        var sure = owners.Where((_, i) => said[i] == true).Select(one => one.Name).ToList();
        return sure.Count > 0 ? sure : [.. owners.Select(one => one.Name)];
    }

    /// <returns>Null when there was no answer.</returns>
    private async Task<bool?> AskAsync(Func<CancellationToken, Task<bool>> ask, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            return await ask(both.Token);
        }
        catch (Exception e)
            when (e is BlockedException or TransientException or PermanentException or OperationCanceledException
                && !ct.IsCancellationRequested
            )
        {
            return null;
        }
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith($"{folder.TrimEnd('/')}/", StringComparison.Ordinal) || path == folder.TrimEnd('/');
}
