using System.Text.RegularExpressions;
using Couriarr.Features.Configuration.Kinds;

namespace Couriarr.Features.Configuration.Checks;

/// <summary>What makes a member useless though each of its options is right.</summary>
internal static partial class MemberChecks
{
    private const int ImplicitTls = 465;

    public static void Run(EffectiveConfig config)
    {
        var (options, problems) = (config.Options, config.Problems);
        foreach (var (name, instance) in options.Instances)
            if (instance is { Terms.Enabled: true, Options: ArrOptions { Url: not null, ApiKey: null } })
                problems.Warning(
                    config.At($"instances.{name}.url"),
                    $"instances.{name} has no api_key: its webhooks are heard, but it cannot be asked for what was missed. Set {Shapes.Shape.VariableOf(name)}_API_KEY or the option."
                );
        foreach (var (name, channel) in options.Channels)
        {
            if (channel.Terms.QuietHours is { } hours && !Hours().IsMatch(hours))
                problems.Error(config.At($"channels.{name}.quiet_hours"), $"channels.{name}.quiet_hours must be two times of day, like 22:00-07:00.");
            if (channel.Options is EmailOptions { Port: ImplicitTls })
                problems.Error(config.At($"channels.{name}.port"), $"channels.{name}.port is 465, which is not supported. Use 587 with starttls: mail servers offer both.");
        }
        if (options.Auth.AllowUnauthenticatedWebhooks)
            problems.Warning(
                config.At("auth.allow_unauthenticated_webhooks"),
                "auth.allow_unauthenticated_webhooks is on: whoever reaches the port can send webhooks. They are limited in rate; those with a secret are not."
            );
    }

    [GeneratedRegex(@"^([01]?\d|2[0-3]):[0-5]\d\s*-\s*([01]?\d|2[0-3]):[0-5]\d$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Hours();
}
