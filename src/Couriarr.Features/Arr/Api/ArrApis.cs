using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Arr.Api;

/// <summary>Opens the line to an instance as it is configured now.</summary>
public sealed class ArrApis(OutsideHttp http)
{
    /// <exception cref="PermanentException">It was not said where it is, or with which key it may be asked.</exception>
    public ArrApi Of(Member<InstanceTerms> member)
    {
        if (member.Options is not ArrOptions options || ArrApps.OfKind(member.Kind) is not { } app)
            throw new PermanentException($"'{member.Name}' is a {member.Kind}, which has no API that we know.");
        if (options.Url is not { } address)
            throw new PermanentException($"It is not known where '{member.Name}' is: set its url.");
        if (options.ApiKey?.Reveal() is not { Length: > 0 } key)
            throw new PermanentException($"'{member.Name}' cannot be asked without its api_key: copy it from its Settings > General.");
        var dialect = ArrDialect.Of(app);
        return new ArrApi(new ArrLink(http, dialect, member.Name, address, key), dialect);
    }

    /// <summary>Whether enough is known of it to ask it.</summary>
    public static bool CanAsk(Member<InstanceTerms> member) =>
        member is { Terms.Enabled: true, Options: ArrOptions { Url: not null, ApiKey: not null } }
        && ArrApps.OfKind(member.Kind) is not null;
}
