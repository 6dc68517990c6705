using Couriarr.Doors;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Instances;
using Couriarr.Features.Members;
using Couriarr.Jobs;

namespace Couriarr.Dashboard.Instances;

/// <summary>Asks an app on behalf of a person: why it could not be asked is an answer as well.</summary>
internal sealed class InstanceAsking(MemberBook members, ArrApis apis, Doctor doctor, Registrar registrar, OwnHook own)
{
    public async Task<(T? Answer, string? Trouble)> AboutAsync<T>(
        string name,
        Func<Member<InstanceTerms>, CancellationToken, Task<T>> ask,
        CancellationToken ct
    )
        where T : class
    {
        if (await members.FindAsync<InstanceTerms>(name, ct) is not { } member)
            return (null, Words.Lexicon.Say("members.gone", name));
        return await TryAsync(() => ask(member, ct));
    }

    public static async Task<(T? Answer, string? Trouble)> TryAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return (await ask(), null);
        }
        catch (Exception e) when (e is BlockedException or TransientException or PermanentException)
        {
            return (null, e.Message);
        }
    }

    public Task<InstanceChoices> ChoicesAsync(Member<InstanceTerms> member, CancellationToken ct) =>
        InstanceChoices.OfAsync(apis.Of(member), ct);

    /// <param name="path">The newest import when null.</param>
    public async Task<DiagnosisView> ExamineAsync(Member<InstanceTerms> member, string? path, CancellationToken ct) =>
        DiagnosisView.Of(await doctor.ExamineAsync(apis.Of(member), member.Name, path, ct));

    /// <summary>Also of one that is not stored yet.</summary>
    public async Task<AppFinding> FindAsync(Member<InstanceTerms> member, CancellationToken ct) =>
        new(await ChoicesAsync(member, ct), await ExamineAsync(member, path: null, ct));

    /// <param name="url">Under which address the app sees us; a likely one when null.</param>
    public async Task<Registration> RegisterAsync(Member<InstanceTerms> member, string? url, CancellationToken ct) =>
        await registrar.RegisterAsync(apis.Of(member), await own.WishAsync(member, url, ct), ct);
}
