using Couriarr.Features.Arr;
using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Members;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Reconciliation.Truth;

/// <summary>Knows which apps may keep files in a library, and which of them cannot be asked now.</summary>
internal sealed class Keepers(MemberRoll roll, ArrApis apis)
{
    /// <summary>Asks each who it is, so that nothing is taken from another app than is meant.</summary>
    /// <exception cref="BlockedException">None of them can be asked; with the reasons.</exception>
    public async Task<(IReadOnlyList<Keeper> Keepers, string? Silence)> OfAsync(Route route, CancellationToken ct)
    {
        var (keepers, silent) = (new List<Keeper>(), new List<string>());
        foreach (var entry in (await roll.ReadAsync(ct)).Where(entry => IsOf(route, entry)))
            try
            {
                keepers.Add(await OpenAsync(entry, ct));
            }
            catch (BlockedException e)
            {
                silent.Add(e.Message);
            }
        var silence = silent.Count > 0 ? string.Join(" ", silent) : null;
        return keepers.Count > 0
            ? (keepers, silence)
            : throw new BlockedException(
                silence ?? $"No app is known that keeps files in {route.From}: name it in instances, with its url and api_key."
            );
    }

    /// <exception cref="BlockedException">It is not there any more, or cannot be asked.</exception>
    public async Task<Keeper> FindAsync(string instance, CancellationToken ct) =>
        (await roll.ReadAsync(ct)).FirstOrDefault(entry => entry.Name == instance && IsInstance(entry)) is { } found
            ? await OpenAsync(found, ct)
            : throw new BlockedException($"There is no instance '{instance}' in use any more.");

    private async Task<Keeper> OpenAsync(MemberEntry entry, CancellationToken ct)
    {
        if (entry.Member is not Member<InstanceTerms> member)
            throw new BlockedException($"'{entry.Name}' cannot be asked: {entry.Trouble}");
        try
        {
            var api = apis.Of(member);
            await api.StatusAsync(ct);
            return new Keeper(member.Name, TypeOf(member.Kind)!.Value, api);
        }
        catch (Exception e) when (e is PermanentException or TransientException)
        {
            throw new BlockedException(e.Message, e);
        }
    }

    // One that nobody can read may keep anything of its kind.
    private static bool IsOf(Route route, MemberEntry entry) =>
        IsInstance(entry)
        && TypeOf(entry.Row.Service) is { } type
        && (route.Type is null || route.Type == type)
        && (route.Instance is null || route.Instance == entry.Name);

    private static bool IsInstance(MemberEntry entry) => entry.Row.Enabled && ArrApps.OfKind(entry.Row.Service) is not null;

    private static MediaType? TypeOf(string kind) =>
        ArrApps.OfKind(kind) switch
        {
            ArrApp.Radarr => MediaType.Movie,
            ArrApp.Sonarr => MediaType.Tv,
            ArrApp.Lidarr => MediaType.Music,
            ArrApp.Readarr => MediaType.Book,
            _ => null,
        };
}
