namespace Couriarr.Features.Configuration.Options;

public sealed record SyncOptions
{
    [Option("What copies: ours (native), rsync, or auto: ours where both ends lie on local disks, and rsync elsewhere.")]
    public SyncEngine Engine { get; init; } = SyncEngine.Auto;

    [Option("Transfer nothing, only say what would be transferred.")]
    public bool DryRun { get; init; }

    [Option("How long a failed transfer waits before its first new try; each further wait is longer.", Min = 1)]
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromMinutes(15);

    [Option("How often a failed transfer is tried again before it is given up.", Min = 0, Max = 1000)]
    public int MaxRetries { get; init; } = 5;

    [Option("Wait the retry interval before every new try, instead of longer each time.")]
    public bool RetryFlat { get; init; }

    [Option("How long a transfer waits for more files of the same work, so that a season becomes one; and for a file to stop growing.")]
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);

    [Option("A transfer that moves nothing for this long is stopped and tried again.", Min = 1)]
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromMinutes(15);

    [Option("How long the transfer of one file may take at most. Without it, as long as it moves.", Min = 1)]
    public TimeSpan? Timeout { get; init; }

    [Option(
        "How a copy is compared with its original before it counts: by size, or by all that is in it (hash), which is read again for that."
    )]
    public Verification Verify { get; init; } = Verification.Size;

    [Option("Names that are never copied, from whole folders.")]
    public IReadOnlyList<string> Excludes { get; init; } = ["#recycle", "@eaDir", ".DS_Store"];

    [Option(
        "The rights of copied files and folders as rsync's --chmod writes them, like D755,F644. Without it, as the original and the umask have it."
    )]
    public string? Chmod { get; init; }

    [Option("Keep owner and group of the original. Needs root, and a share that allows it.")]
    public bool KeepOwner { get; init; }

    [Option("Keep the extended attributes of the original: those of users, and as root all but the system's own.")]
    public bool KeepXattrs { get; init; }

    [Option("How many MB stay free at the destination; never more than a twentieth of its disk.", Min = 0)]
    public int ReserveMb { get; init; } = 1024;

    [Option("How many days a replaced file is kept in .couriarr-recycle at the destination; 0 keeps none.", Min = 0, Max = 3650)]
    public int RecycleDays { get; init; } = 30;

    [Option("When subtitles and artwork that come later are looked for, counted from a delivery. An empty list never does.")]
    public IReadOnlyList<TimeSpan> Sidecars { get; init; } = [TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)];

    [Option("How fast transfers may be.")]
    public BandwidthOptions Bandwidth { get; init; } = new();

    [Option("How destinations on other machines are reached.")]
    public RemoteOptions Remote { get; init; } = new();

    [Option("What else than new files is brought to the destination. All off until you switch it on.")]
    public MirrorOptions Mirror { get; init; } = new();

    [Option("The folder that relative sources of paths.mappings lie in.")]
    public string? SourceBase { get; init; }

    [Option("The folder that relative destinations of paths.mappings lie in.")]
    public string? DestBase { get; init; }

    [Option("How often the catalogue is asked for new shows.", Min = 60)]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromHours(6);

    [Option("How long a show without a TVDB id waits before it is looked at again.", Min = 60)]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromDays(7);

    [Option("When a show without a TVDB id is given up.", Min = 60)]
    public TimeSpan AbandonAfter { get; init; } = TimeSpan.FromDays(365);
}
