using Couriarr.Features.Arr;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;

namespace Couriarr.Features.Intake;

/// <param name="App">Null when neither address nor payload nor sender names one; then it is about no media either.</param>
internal sealed record Sender(ArrApp? App, string Instance);

/// <summary>
/// Who sent a webhook: the instance that its address names; else the one that the payload names; else the only one of its kind;
/// else the kind itself, so that it works without any instance configured.
/// </summary>
internal sealed class Senders(MemberBook members)
{
    public const string Unknown = "unknown";

    /// <returns>Null when it was sent to a name that nobody has.</returns>
    public async ValueTask<Sender?> FindAsync(Arrival arrival, ArrPayload payload, CancellationToken ct)
    {
        if (arrival.Address is not { } address)
            return await OfPayloadAsync(arrival, payload, ct);
        if (await members.FindAsync<InstanceTerms>(address, ct) is { } member)
            return new Sender(ArrApps.OfKind(member.Kind), member.Name);
        return ArrApps.OfKind(address) is { } app ? await OfKindAsync(app, payload.InstanceName, ct) : null;
    }

    private ValueTask<Sender> OfPayloadAsync(Arrival arrival, ArrPayload payload, CancellationToken ct) =>
        (payload.LooksLike ?? ArrApps.NamedIn(arrival.Sender) ?? ArrApps.NamedIn(payload.InstanceName)) is { } app
            ? OfKindAsync(app, payload.InstanceName, ct)
            : ValueTask.FromResult(new Sender(App: null, Unknown));

    private async ValueTask<Sender> OfKindAsync(ArrApp app, string? instanceName, CancellationToken ct)
    {
        var kin = (await members.AllAsync<InstanceTerms>(ct)).Where(member => ArrApps.OfKind(member.Kind) == app).ToList();
        var named = kin.Find(member => instanceName is not null && Plain(member.Name) == Plain(instanceName));
        return new Sender(app, named?.Name ?? (kin is [var only] ? only.Name : app.Kind()));
    }

    // "Sonarr 4K" is sonarr-4k.
    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
