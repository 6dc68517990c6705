using Couriarr.Features.Configuration;
using Couriarr.Features.Discovery.Cinema;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Features.Notifications;
using Couriarr.Jobs;
using Couriarr.Jobs.Schedules;
using Couriarr.Storage;

namespace Couriarr.Verbs;

/// <summary>Checks what only the whole program knows: which schedules and lanes there are, and what a cron line means.</summary>
internal static class ProgramChecks
{
    public static EffectiveConfig Run(EffectiveConfig config)
    {
        var (schedules, lanes) = Names();
        var zone = config.Options.TimeZone ?? TimeZoneInfo.Local;
        foreach (var (name, cron) in config.Options.Schedules)
            CheckCron(config, $"schedules.{name}", cron, zone);
        NotificationsModule.Check(config);
        RefuseUnknown(config, "schedules", config.Options.Schedules.Keys, schedules);
        RefuseUnknown(config, "lanes", config.Options.Lanes.Keys, lanes);
        return MovieChecks.Run(RuleChecks.Run(config));
    }

    /// <summary>The schedules and lanes of the whole program, without starting any of it.</summary>
    internal static (string[] Schedules, string[] Lanes) Names()
    {
        using var work = new ServiceCollection().AddWork().AddStorageJobs().BuildServiceProvider();
        var lanes = work.GetRequiredService<JobCatalog>().Lanes.Concat(new JobsOptions().Lanes.Keys);
        return ([.. work.GetServices<Schedule>().Select(s => s.Name)], [.. lanes.Distinct()]);
    }

    private static void CheckCron(EffectiveConfig config, string path, string cron, TimeZoneInfo zone)
    {
        try
        {
            if (CronLine.Parse(cron).NextAfter(TimeProvider.System.GetUtcNow(), zone) is null)
                config.Problems.Error(config.At(path), $"{path}: the cron line '{cron}' never comes.");
        }
        catch (FormatException e)
        {
            config.Problems.Error(config.At(path), $"{path}: {e.Message}");
        }
    }

    private static void RefuseUnknown(EffectiveConfig config, string section, IEnumerable<string> named, string[] known)
    {
        foreach (var name in named.Where(n => !known.Contains(n)))
            config.Problems.Error(
                config.At($"{section}.{name}"),
                $"there is no {section[..^1]} '{name}'. There are: {string.Join(", ", known)}.{Nearest.Hint(name, known)}"
            );
    }
}
