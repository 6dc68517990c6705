namespace Couriarr.Jobs;

public sealed class JobsOptions
{
    /// <summary>How long a lease lasts without a heartbeat, in stores whose leases run out.</summary>
    /// <remarks>Before anything runs, a host of tests may set a shorter one: a lease that runs out is waited for by the wall.</remarks>
    internal static TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A job that killed its worker that often is given up.</summary>
    internal const int CrashesAllowed = 3;

    /// <summary>Lane name to the number of jobs it runs at once; a lane not named here runs two.</summary>
    public Dictionary<string, int> Lanes { get; init; } = new() { ["default"] = 4, ["maintenance"] = 1 };

    /// <summary>The lanes that this node opens; all of them when null. The others are for other nodes.</summary>
    public IReadOnlyList<string>? OpenLanes { get; set; }

    /// <summary>What people call this node.</summary>
    public string NodeName { get; set; } = Environment.MachineName;

    /// <summary>Of the program. Nodes of two versions may work side by side.</summary>
    public string Version { get; set; } = "";

    /// <summary>Kind name to the retries that replace its built-in ones.</summary>
    public Dictionary<string, RetryPolicy> Retries { get; init; } = [];

    /// <summary>Schedule name to the cron line that replaces its built-in one.</summary>
    public Dictionary<string, string> Schedules { get; init; } = [];

    /// <summary>In which cron lines are read.</summary>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>How often a lane looks for work that nobody announced.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>One step of priority is worth that much waiting.</summary>
    public TimeSpan AgeingStep { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long history keeps jobs that ended well, and those that were given up.</summary>
    public TimeSpan KeepEndedWell { get; set; } = TimeSpan.FromDays(30);
    public TimeSpan KeepFailed { get; set; } = TimeSpan.FromDays(90);

    /// <summary>That many transient failures in a row close a gate.</summary>
    public int BreakAfter { get; set; } = 5;

    /// <summary>How often one job looks whether a closed gate's trouble is over.</summary>
    public TimeSpan ProbeEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a handler may ignore that it was told to stop.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Retry-all brings back at most that many jobs a second.</summary>
    public int RetryAllPerSecond { get; set; } = 20;

    /// <summary>Applied to every reason before it is stored or shown: what an outside service answers may quote a secret.</summary>
    public Func<string, string> Redact { get; set; } = text => text;

    public bool Opens(string lane) => OpenLanes?.Contains(lane) ?? true;

    public int SlotsOf(string lane) => Math.Max(1, Lanes.GetValueOrDefault(lane, 2));
}
