using Couriarr.Features.Configuration.Reading;

namespace Couriarr.Features.Configuration.Checks;

/// <summary>Secrets that stand in a file which everybody on this machine may read.</summary>
internal static class OnlookerChecks
{
    public static EffectiveConfig Run(ConfigPlace? place, EffectiveConfig config)
    {
        if (place is not null && !OperatingSystem.IsWindows() && File.GetUnixFileMode(place.Path).HasFlag(UnixFileMode.OtherRead))
            Warn(place, File.ReadAllText(place.Path), config);
        return config;
    }

    private static void Warn(ConfigPlace place, string text, EffectiveConfig config)
    {
        var open = config.Settings.Where(setting => setting.Secrets.Any(secret => StandsIn(text, secret))).ToList();
        if (open.Count == 0)
            return;
        var more = open.Count > 1 ? $" and {open.Count - 1} more" : "";
        config.Problems.Warning(
            new Origin(Voice.File, place.Label),
            $"everybody on this machine may read it, and it holds {open[0].Path}{more}. Fix: chmod o-r {place.Label}, or name the secrets' variables in it, like ${{PLEX_TOKEN}}."
        );
    }

    private static bool StandsIn(string text, Secret secret) =>
        secret.Reveal() is { Length: > 0 } clear && text.Contains(clear, StringComparison.Ordinal);
}
