namespace Couriarr.Features.Configuration.Options;

public enum SyncEngine
{
    Auto,
    Rsync,
    Native,
}

public enum Verification
{
    Size,
    Hash,
}

public sealed record RemoteOptions
{
    [Option(
        "The private key for destinations over ssh. Without it ssh/id in the data folder when it is there, else what Couriarr's user has."
    )]
    public string? SshKey { get; init; }

    [Option(
        "The keys of machines that are trusted. Without it ssh/known_hosts in the data folder when it is there, else what Couriarr's user has."
    )]
    public string? KnownHosts { get; init; }

    [Option("The password for destinations at an rsync daemon.")]
    public Secret? Password { get; init; }
}

public sealed record BandwidthOptions
{
    [Option("The limit for each transfer in KB a second; 0 is none.", Min = 0)]
    public int Limit { get; init; }

    [Option("Times of the day with a limit of their own. A file that rsync has on its way keeps the one it began with.")]
    public IReadOnlyList<BandwidthWindow> Windows { get; init; } = [];
}

public sealed record BandwidthWindow
{
    [Option("When it begins, in local time.", Required = true, Sample = "\"18:00\"")]
    public TimeOnly From { get; init; }

    [Option("When it ends; before its beginning means on the next day.", Required = true, Sample = "\"23:30\"")]
    public TimeOnly To { get; init; }

    [Option("The limit in it in KB a second; 0 is none.", Min = 0)]
    public int Limit { get; init; }
}

public sealed record MirrorOptions
{
    [Option("Remove what an upgrade replaced under another name, into the recycle folder, once all that was in it has arrived anew.")]
    public bool Upgrades { get; init; }

    [Option("Rename at the destination what was renamed upstream.")]
    public bool Renames { get; init; }

    [Option("Remove at the destination what was deleted upstream, into the recycle folder.")]
    public bool Deletes { get; init; }

    [Option("No more than this are removed within an hour; an event that would exceed it removes nothing.", Min = 1, Max = 10000)]
    public int MaxDeletes { get; init; } = 10;

    [Option("While this file exists nothing is removed or renamed.")]
    public string? PauseFile { get; init; }
}
