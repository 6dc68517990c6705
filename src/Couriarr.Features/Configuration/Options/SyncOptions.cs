namespace Couriarr.Features.Configuration.Options;

public sealed record SyncOptions
{
    [Option("Transfer nothing, only say what would be transferred.")]
    public bool DryRun { get; init; }

    [Option("How long a failed transfer waits before its first new try; each further wait is longer.", Min = 1)]
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromMinutes(15);

    [Option("How often a failed transfer is tried again before it is given up.", Min = 0, Max = 1000)]
    public int MaxRetries { get; init; } = 5;

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
