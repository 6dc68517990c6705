using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Features.Discovery.Rules.Written;

/// <summary>Where a rule sends its shows, as far as it can be checked without asking Sonarr.</summary>
internal sealed class RoutingChecks(CouriarrOptions options, Problems problems)
{
    private const string Kind = "sonarr";

    // Sonarr 3 and 4 do not know all of each other's.
    private static readonly string[] Monitors =
    [
        "all",
        "future",
        "missing",
        "existing",
        "recent",
        "pilot",
        "firstSeason",
        "lastSeason",
        "latestSeason",
        "monitorSpecials",
        "unmonitorSpecials",
        "none",
    ];
    private static readonly string[] Keys = ["instance", "root_folder", "quality_profile", "tags", "monitor", "search"];

    /// <summary>What is wrong with what counts where a rule says nothing: Sonarr would refuse every show.</summary>
    public static void CheckSection(EffectiveConfig config)
    {
        if (config.Options.Sonarr.Monitor is var monitor && !Monitors.Contains(monitor, StringComparer.Ordinal))
            config.Problems.Error(
                config.At("sonarr.monitor"),
                $"sonarr.monitor must be one of {string.Join(", ", Monitors)}.{Nearest.Hint(monitor, Monitors)}"
            );
    }

    public void Check(RuleTerms terms, Mapping rule, string path)
    {
        if (terms.Instance is { } instance)
            CheckInstance(instance, rule.Find("instance")!.At, $"{path}.instance");
        if (terms.Monitor is { } monitor && !Monitors.Contains(monitor, StringComparer.Ordinal))
            problems.Error(
                rule.Find("monitor")!.At,
                $"{path}.monitor must be one of {string.Join(", ", Monitors)}.{Nearest.Hint(monitor, Monitors)}"
            );
        foreach (var key in Keys.Where(key => terms.Then == RuleThen.Skip && rule.Find(key) is not (null or Scalar { Text: null })))
            problems.Warning(rule.Find(key)!.At, $"{path}.{key} counts for nothing: the rule skips its shows.");
    }

    private void CheckInstance(string name, Origin at, string path)
    {
        var known = options.Instances.Values.Where(instance => instance.Kind == Kind).Select(instance => instance.Name).ToList();
        if (known.Contains(name))
            return;
        if (options.Instances.TryGetValue(name, out var other))
            problems.Error(at, $"{path}: '{name}' is a {other.Kind}, and shows go to a Sonarr.");
        else
            problems.Error(
                at,
                $"{path}: there is no instance '{name}'.{Nearest.Hint(name, known)} Without 'instance', the section sonarr counts."
            );
    }
}
