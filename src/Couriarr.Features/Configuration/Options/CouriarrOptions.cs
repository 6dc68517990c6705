namespace Couriarr.Features.Configuration.Options;

/// <summary>Everything that can be set, as it is in force. Fixed at start.</summary>
public sealed record CouriarrOptions
{
    [Option("The program's own door: its page, its API and the webhooks.")]
    public ServerOptions Server { get; init; } = new();

    [Option("Keys and secrets. What is not set is made at the first start and kept in the data folder.")]
    public AuthOptions Auth { get; init; } = new();

    [Option("Where everything lies that must survive.")]
    public StorageOptions Storage { get; init; } = new();

    [Option("What is written down, and where.")]
    public LoggingOptions Logging { get; init; } = new();

    [Option("Where traces of what happened are sent.")]
    public TelemetryOptions Telemetry { get; init; } = new();

    [Option("In which zone schedules and times are read. Without it, the machine's own.", Variables = "TZ")]
    public TimeZoneInfo? TimeZone { get; init; }

    [Option("Where the apps' folders are for us, and where their files go.")]
    public PathsOptions Paths { get; init; } = new();

    [Option("Radarr, Sonarr and the like: any number, each under a name of your choice.")]
    public IReadOnlyDictionary<string, Member<InstanceTerms>> Instances { get; init; } = new Dictionary<string, Member<InstanceTerms>>();

    [Option("Players that are told when something new has arrived.")]
    public IReadOnlyDictionary<string, Member<PlayerTerms>> Players { get; init; } = new Dictionary<string, Member<PlayerTerms>>();

    [Option("Channels that tell people.")]
    public IReadOnlyDictionary<string, Member<ChannelTerms>> Channels { get; init; } = new Dictionary<string, Member<ChannelTerms>>();

    [Option("Words for messages that replace the built-in ones; docs/notifications.md lists them.")]
    public Node? Messages { get; init; }

    [Option("A watcher that is told every minute that all is well.")]
    public HeartbeatOptions Heartbeat { get; init; } = new();

    [Option("How transfers and the search for new shows take their time.")]
    public SyncOptions Sync { get; init; } = new();

    [Option("How both servers are compared, and what is done about what differs.")]
    public ReconcileOptions Reconcile { get; init; } = new();

    [Option("Try the search for new shows without adding any. Without it: true until you have confirmed the first preview.")]
    public bool? DryRun { get; init; }

    [Option("The catalogue of shows.")]
    public TvmazeOptions Tvmaze { get; init; } = new();

    [Option("Which shows of the catalogue are wanted.")]
    public FilterOptions Filters { get; init; } = new();

    [Option("Rules for shows, for what the filters cannot say: docs/discovery.md tells how they are written.")]
    public Node? Rules { get; init; }

    [Option("The Sonarr that wanted shows are added to.")]
    public SonarrOptions Sonarr { get; init; } = new();

    [Option("Which movies are wanted, and how they are added to Radarr.")]
    public MovieOptions Movies { get; init; } = new();

    [Option("How much is added by itself.")]
    public AddingOptions Adding { get; init; } = new();

    [Option("How movies are dressed with artwork and texts.")]
    public LibraryOptions Library { get; init; } = new();

    [Option("The source of movie details and artwork.")]
    public TmdbOptions Tmdb { get; init; } = new();

    [Option("A further source of artwork.")]
    public FanartOptions Fanart { get; init; } = new();

    [Option("TVDB, the second one who is asked about movies.")]
    public TvdbOptions Tvdb { get; init; } = new();

    [Option("Schedules by name, each with the cron line that replaces the built-in one.", Sample = "cleanup: \"30 4 * * *\"")]
    public IReadOnlyDictionary<string, string> Schedules { get; init; } = new Dictionary<string, string>();

    [Option("Lanes by name, each with the number of jobs that may run in it at once.", Min = 1, Max = 64, Sample = "default: 4")]
    public IReadOnlyDictionary<string, int> Lanes { get; init; } = new Dictionary<string, int>();

    [Option("This process among several that share a database on a server. One alone needs none of it.")]
    public NodeOptions Node { get; init; } = new();
}
