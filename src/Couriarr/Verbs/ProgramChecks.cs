using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Discovery.Cinema;
using Couriarr.Features.Discovery.Rules;
using Couriarr.Features.Notifications;
using Couriarr.Features.Transfers;
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
        foreach (var name in config.Options.Schedules.Keys)
            RefuseUnknown(config, $"schedules.{name}", "schedule", name, schedules);
        foreach (var name in config.Options.Lanes.Keys)
            RefuseUnknown(config, $"lanes.{name}", "lane", name, lanes);
        foreach (var name in config.Options.Node.Lanes)
            RefuseUnknown(config, "node.lanes", "lane", name, [NodeOptions.All, NodeOptions.None, .. lanes]);
        CheckLanes(config);
        TransfersModule.Check(config);
        return MovieChecks.Run(RuleChecks.Run(config));
    }

    /// <summary>The schedules and lanes of the whole program, without starting any of it.</summary>
    internal static (string[] Schedules, string[] Lanes) Names()
    {
        using var work = new ServiceCollection().AddWork().AddStorageJobs().BuildServiceProvider();
        var lanes = work.GetRequiredService<JobCatalog>().Lanes.Concat(new JobsOptions().Lanes.Keys);
        return ([.. work.GetServices<Schedule>().Select(s => s.Name)], [.. lanes.Distinct()]);
    }

    private static void CheckLanes(EffectiveConfig config)
    {
        var lanes = config.Options.Node.Lanes;
        if (lanes.Count == 0)
            config.Problems.Error(
                config.At("node.lanes"),
                "node.lanes is empty. For a node that only takes in and shows write none, for one that does everything all."
            );
        else if (lanes.Count > 1 && (lanes.Contains(NodeOptions.All) || lanes.Contains(NodeOptions.None)))
            config.Problems.Error(
                config.At("node.lanes"),
                "node.lanes names lanes, or it is all or none alone: beside others these two say nothing."
            );
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

    private static void RefuseUnknown(EffectiveConfig config, string path, string what, string name, string[] known)
    {
        if (!known.Contains(name))
            config.Problems.Error(
                config.At(path),
                $"there is no {what} '{name}'. There are: {string.Join(", ", known)}.{Nearest.Hint(name, known)}"
            );
    }
}
