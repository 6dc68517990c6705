using Couriarr.Features.Arr;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Jobs;

namespace Couriarr.Features.Intake;

/// <summary>
/// Finds out of which instance a webhook is that came to an address which several have: by the mapping that only one of them has for it,
/// else by asking them. Who cannot be told from others leaves it where it is.
/// </summary>
internal sealed class Origins(MemberBook members, ArrApis apis, InboxWriter writer, CouriarrOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>The entry, filed under its instance.</returns>
    /// <exception cref="TransientException">Nobody knows of it, but not all could be asked.</exception>
    public async Task<InboxEntry> SettleAsync(InboxEntry entry, ArrWebhook.Happened told, bool isLastTry, CancellationToken ct)
    {
        if (!entry.InDoubt || ArrApps.OfKind(entry.App) is not { } app)
            return entry;
        var kin = (await members.AllAsync<InstanceTerms>(ct)).Where(member => ArrApps.OfKind(member.Kind) == app).ToList();
        var origin = Mapped(kin, told.Event.Work.Folder) ?? await AskedAsync(kin, entry, told, isLastTry, ct) ?? entry.Instance;
        var refiled = entry with { Instance = origin };
        var anew = Reading.Of(refiled);
        return await writer.RefileAsync(refiled with { WorkKey = anew.Event.Work.Key }, Fact.Of(anew, entry.EventType), ct);
    }

    private string? Mapped(List<Member<InstanceTerms>> kin, string folder)
    {
        var ways = options.Paths.Mappings.Where(mapping => IsBelow(folder, mapping.From)).Select(mapping => mapping.Instance).Distinct();
        var own = ways.Where(way => way is null || kin.Exists(member => member.Name == way)).ToList();
        return own is [{ } only] ? only : null;
    }

    private async Task<string?> AskedAsync(
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
            return entry.App;
        return owners.Count > 1 ? await ByHistoryAsync(owners, entry, told, ct) : owners.FirstOrDefault()?.Name;
    }

    // Two that have the same movie in folders of the same name count their files apart.
    private async Task<string?> ByHistoryAsync(
        List<Member<InstanceTerms>> owners,
        InboxEntry entry,
        ArrWebhook.Happened told,
        CancellationToken ct
    )
    {
        var said = await Task.WhenAll(
            owners.Select(one => AskAsync(ask => new Claim(apis.Of(one), told.Event).HasImportedAsync(entry.ReceivedAt, ask), ct))
        );
        return owners.Where((_, i) => said[i] == true).ToList() is [var one] ? one.Name : null;
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
