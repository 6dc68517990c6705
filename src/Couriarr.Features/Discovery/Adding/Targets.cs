using Couriarr.Features.Arr.Api;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Judging;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Features.Members;
using Couriarr.Jobs;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>Where something may be added, and how it is asked.</summary>
internal sealed class Targets(CouriarrOptions options, MemberBook members, ArrApis apis, RuleSet rules, Today today)
{
    /// <summary>All that the options and the rules name.</summary>
    public IReadOnlyList<Target> All =>
        [
            .. options.Sonarr.Url is null ? [] : new[] { new Target("sonarr", Instance: null) },
            .. Routings().Select(routing => routing.Instance).OfType<string>().Distinct().Select(name => new Target("sonarr", name)),
            .. options.Movies is { IsUsed: true, Instance: { } radarr } ? new[] { new Target("radarr", radarr) } : [],
        ];

    /// <summary>Everything that the rules may ask of a Sonarr.</summary>
    public IReadOnlyList<Routing> RoutingsOf(Target target) =>
        target.Kind == "sonarr"
            ? [.. Routings().Append(new Routing(target.Instance)).Where(routing => routing.Instance == target.Instance)]
            : [new Routing(target.Instance)];

    public Terms TermsOf(Target target) => target.Kind == "sonarr" ? Terms.Of(options.Sonarr) : Terms.Of(options.Movies);

    /// <returns>Null when it is not in use any more.</returns>
    /// <exception cref="BlockedException">It lacks its address or its key.</exception>
    public async Task<ArrApi?> FindAsync(Target target, CancellationToken ct)
    {
        try
        {
            return await OpenAsync(target, ct);
        }
        // Whoever waits for it waits until it is mended.
        catch (PermanentException e)
        {
            throw new BlockedException(e.Message, e);
        }
    }

    private async Task<ArrApi?> OpenAsync(Target target, CancellationToken ct)
    {
        if (target.Instance is not { } name)
            return Section(target.Kind) is { Url: not null } section
                ? apis.Of(new Member<InstanceTerms>(target.Kind, target.Kind, new InstanceTerms(), section))
                : null;
        return await members.FindAsync<InstanceTerms>(name, ct) is { Terms.Enabled: true } member && member.Kind == target.Kind
            ? apis.Of(member)
            : null;
    }

    private ArrOptions? Section(string kind) =>
        kind == "sonarr" ? new ArrOptions { Url = options.Sonarr.Url, ApiKey = options.Sonarr.ApiKey } : null;

    private IEnumerable<Routing> Routings()
    {
        return rules.AsOf(today.Date).Verdicts.Where(verdict => verdict.IsWanted).Select(verdict => verdict.Routing);
    }
}
