using System.Text.RegularExpressions;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration.Checks;

/// <summary>What makes a member useless though each of its options is right.</summary>
internal static partial class MemberChecks
{
    public static void Run(EffectiveConfig config)
    {
        var options = config.Options;
        CheckAll(config, "instances", options.Instances, terms => terms.Enabled);
        CheckAll(config, "players", options.Players, terms => terms.Enabled);
        CheckAll(config, "channels", options.Channels, terms => terms.Enabled);
        foreach (var (name, channel) in options.Channels)
            if (channel.Terms.QuietHours is { } hours && !Hours().IsMatch(hours))
                config.Problems.Error(
                    config.At($"channels.{name}.quiet_hours"),
                    $"channels.{name}.quiet_hours must be two times of day, like 22:00-07:00."
                );
        foreach (var (name, channel) in options.Channels)
        foreach (var unknown in channel.Terms.Events.Except(Topics.Names, StringComparer.Ordinal))
            config.Problems.Error(
                config.At($"channels.{name}.events"),
                $"channels.{name}.events: there is no event '{unknown}'.{Nearest.Hint(unknown, Topics.Names)} There are: {string.Join(", ", Topics.Names)}."
            );
        if (options.Auth.AllowUnauthenticatedWebhooks)
            config.Problems.Warning(
                config.At("auth.allow_unauthenticated_webhooks"),
                "auth.allow_unauthenticated_webhooks is on: whoever reaches the port from a private address can send webhooks. They are limited in rate; those with a secret are not."
            );
    }

    private static void CheckAll<T>(
        EffectiveConfig config,
        string family,
        IReadOnlyDictionary<string, Member<T>> members,
        Func<T, bool> isEnabled
    )
    {
        foreach (var (name, member) in members.Where(m => isEnabled(m.Value.Terms)))
        foreach (var finding in (member.Options as IChecksItself)?.Check(name) ?? [])
            Tell(config, $"{family}.{name}", finding);
    }

    private static void Tell(EffectiveConfig config, string member, Finding finding)
    {
        var (at, sentence) = (config.At($"{member}.{finding.Key}"), $"{member} {finding.Sentence}");
        if (finding.IsWarning)
            config.Problems.Warning(at, sentence);
        else
            config.Problems.Error(at, sentence);
    }

    [GeneratedRegex(
        @"^([01]?\d|2[0-3]):[0-5]\d\s*-\s*([01]?\d|2[0-3]):[0-5]\d$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Hours();
}
