namespace Couriarr.Features.Configuration.Options;

/// <summary>A named entry of a listed kind.</summary>
/// <param name="Terms">What every member of the family has.</param>
/// <param name="Options">What its kind has, as the record that the kind was listed with.</param>
public sealed record Member<TTerms>(string Name, string Kind, TTerms Terms, object Options);

public sealed record InstanceTerms
{
    [Option("Whether it is used.")]
    public bool Enabled { get; init; } = true;

    [Option("The SHA-256 fingerprint of a certificate that is accepted though nobody vouches for it.")]
    public string? Certificate { get; init; }
}

/// <summary>What players can be told of.</summary>
public enum PlayerEvent
{
    /// <summary>A new file.</summary>
    Imported,

    /// <summary>A better file under the same name.</summary>
    Upgraded,
    Renamed,
    Deleted,
}

public sealed record PlayerTerms
{
    [Option("Whether it is told.")]
    public bool Enabled { get; init; } = true;

    [Option("The events it is told of. An empty list means all that concern it.")]
    public IReadOnlyList<PlayerEvent> Events { get; init; } = [];

    [Option("Our folders by the names that this player has for them.", Sample = "/mnt/unraid/media: /media")]
    public IReadOnlyDictionary<string, string> Paths { get; init; } = new Dictionary<string, string>();

    [Option("How long it is waited for more before the player is asked, so that a season becomes one request.")]
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);

    [Option("By when what it was told of must be visible in it. Later than that, you are told.", Min = 1)]
    public TimeSpan VisibleWithin { get; init; } = TimeSpan.FromMinutes(20);

    [Option("The SHA-256 fingerprint of a certificate that is accepted though nobody vouches for it.")]
    public string? Certificate { get; init; }
}

public enum ChannelRole
{
    Primary,
    Backup,
}

public enum Severity
{
    Info,
    Warning,
    Critical,
}

public sealed record ChannelTerms
{
    [Option("Whether it is used.")]
    public bool Enabled { get; init; } = true;

    [Option("The events it tells of. An empty list means all that concern people.")]
    public IReadOnlyList<string> Events { get; init; } = [];

    [Option("A backup hears of critical failures and of broken primaries only; of everything, while there is no primary.")]
    public ChannelRole Role { get; init; } = ChannelRole.Primary;

    [Option("What is less important is not told.")]
    public Severity MinSeverity { get; init; } = Severity.Info;

    [Option("When only critical failures are told, like 22:00-07:00.")]
    public string? QuietHours { get; init; }

    [Option("The SHA-256 fingerprint of a certificate that is accepted though nobody vouches for it.")]
    public string? Certificate { get; init; }
}
