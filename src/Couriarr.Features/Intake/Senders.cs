using Couriarr.Features.Arr;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;

namespace Couriarr.Features.Intake;

/// <param name="App">Null when neither address nor payload nor sender names one; then it is about no media either.</param>
internal sealed record Sender(ArrApp? App, string Instance)
{
    /// <summary>Those of its kind that it may be; none when it is certain who it is.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];
}

/// <summary>
/// Who sent a webhook: the instance that its address names; else the one that the payload names or gives the address of; else the only one
/// of its kind; else the kind itself, so that it works without any instance configured. The last two are guesses, and
/// <see cref="Origins"/> looks into them when nobody waits for an answer.
/// </summary>
internal sealed class Senders(MemberBook members)
{
    public const string Unknown = "unknown";

    /// <returns>Null when it was sent to a name that nobody has.</returns>
    public async ValueTask<Sender?> FindAsync(Arrival arrival, ArrPayload payload, CancellationToken ct)
    {
        if (arrival.Address is not { } address)
            return await OfPayloadAsync(arrival, payload, ct);
        var namesake = await members.FindAsync<InstanceTerms>(address, ct);
        // An instance that is called like its kind has no address of its own: all of the kind may have been given that one.
        if (
            namesake is not null
            && (ArrApps.OfKind(address) != ArrApps.OfKind(namesake.Kind) || arrival.FromHistory || arrival.ReplayOf > 0)
        )
            return new Sender(ArrApps.OfKind(namesake.Kind), namesake.Name);
        return ArrApps.OfKind(address) is { } app ? await OfKindAsync(app, payload, namesake, ct) : null;
    }

    private ValueTask<Sender> OfPayloadAsync(Arrival arrival, ArrPayload payload, CancellationToken ct) =>
        (payload.LooksLike ?? ArrApps.NamedIn(arrival.Sender) ?? ArrApps.NamedIn(payload.InstanceName)) is { } app
            ? OfKindAsync(app, payload, namesake: null, ct)
            : ValueTask.FromResult(new Sender(App: null, Unknown));

    private async ValueTask<Sender> OfKindAsync(ArrApp app, ArrPayload payload, Member<InstanceTerms>? namesake, CancellationToken ct)
    {
        var kin = (await members.AllAsync<InstanceTerms>(ct)).Where(member => ArrApps.OfKind(member.Kind) == app).ToList();
        if ((Named(kin, app, payload.InstanceName) ?? At(kin, payload.ApplicationUrl)) is { } told)
            return new Sender(app, told.Name);
        if (kin is [var only])
            return new Sender(app, only.Name) { Candidates = namesake is null && ArrApis.CanAsk(only) ? [only.Name] : [] };
        return new Sender(app, namesake?.Name ?? app.Kind()) { Candidates = [.. kin.Select(member => member.Name)] };
    }

    // By default all are called Radarr, which says nothing where there are two.
    private static Member<InstanceTerms>? Named(List<Member<InstanceTerms>> kin, ArrApp app, string? name) =>
        name is null || (kin.Count > 1 && ArrApps.OfKind(name) == app) ? null : kin.Find(member => Plain(member.Name) == Plain(name));

    private static Member<InstanceTerms>? At(List<Member<InstanceTerms>> kin, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var told)
        && kin.FindAll(member => member.Options is ArrOptions { Url: { } url } && Plain(url) == Plain(told)) is [var one]
            ? one
            : null;

    // "Sonarr 4K" is sonarr-4k.
    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static (string, int, string) Plain(Uri address) => (address.IdnHost, address.Port, address.AbsolutePath.TrimEnd('/'));
}
