namespace Couriarr.Features.Configuration.Checks;

/// <summary>What no single option can see: how they fit together.</summary>
internal static class ConfigChecks
{
    public static EffectiveConfig Run(EffectiveConfig config)
    {
        MappingChecks.Run(config);
        MemberChecks.Run(config);
        PlaceChecks.Run(config);
        return FilterChecks.Run(config);
    }
}
