namespace Couriarr.Features.Configuration.Options;

public sealed record ServerOptions
{
    [Option("Without it nothing listens: no page, no API, no webhooks; schedules still run.")]
    public bool Enabled { get; init; } = true;

    [Option("The port to listen on.", Min = 1, Max = 65535, Variables = "PORT, SERVER_PORT, SYNC_WEBHOOK_PORT")]
    public int Port { get; init; } = 8475;

    [Option("The address to listen on. 0.0.0.0 is everywhere; 127.0.0.1 is this machine alone.", Variables = "COURIARR_BIND, SERVER_BIND")]
    public string Bind { get; init; } = "0.0.0.0";

    [Option("The path under which a reverse proxy offers it, like /couriarr.")]
    public string? BasePath { get; init; }

    [Option(
        "The address under which people open it, like https://couriarr.example.com. Links in messages lead there; without it they have none."
    )]
    public Uri? PublicUrl { get; init; }

    [Option("Reverse proxies whose word about the caller's address counts: addresses or ranges like 172.18.0.5 or 172.18.0.0/16.")]
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    [Option("Host names under which it may be called, besides addresses and localhost.")]
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    [Option("Let GET /test and GET /summary/send act as POST does, but only for the full API key in a header.")]
    public bool GetMayAct { get; init; } = true;
}

public sealed record AuthOptions
{
    [Option("What Radarr and Sonarr send along, so that only they are heard.", Variables = "WEBHOOK_SECRET")]
    public Secret? WebhookSecret { get; init; }

    [Option("The key of the API, with all rights.", Variables = "COURIARR_API_KEY")]
    public Secret? ApiKey { get; init; }

    [Option("A key of the API that may only read.", Variables = "COURIARR_READ_ONLY_API_KEY")]
    public Secret? ReadOnlyApiKey { get; init; }

    [Option("What Prometheus shows to read /metrics.", Variables = "COURIARR_METRICS_TOKEN")]
    public Secret? MetricsToken { get; init; }

    [Option("The first administrator's password. Without it the first visit asks for one.", Variables = "ADMIN_PASSWORD")]
    public Secret? AdminPassword { get; init; }

    [Option("Hear webhooks from anybody who reaches the port from a private address. Only for apps that cannot send a secret.")]
    public bool AllowUnauthenticatedWebhooks { get; init; }
}

public sealed record StorageOptions
{
    [Option("The data folder.", Variables = "COURIARR_DATA, STORAGE_PATH", FolderOf = "SYNC_DB_PATH")]
    public string Path { get; init; } = "data";

    [Option("Where the queue rests: redis://:password@host:6379/0. Without it, in the database; docs/scale.md says when it is worth it.")]
    public Secret? Queue { get; init; }

    [Option(
        "Accept in writing that jobs are lost by a Redis which keeps nothing on its disk, or drops what it has. It is shown wherever one looks."
    )]
    public bool RedisMayLose { get; init; }

    [Option(
        "A PostgreSQL server for the database, like postgres://couriarr:password@db:5432/couriarr. Without it the database is a file in the data folder. docs/scale.md tells how to move.",
        Variables = "COURIARR_DATABASE"
    )]
    public Secret? Database { get; init; }

    [Option("The password for the PostgreSQL server, when it is not to stand in the address.", Variables = "COURIARR_DATABASE_PASSWORD")]
    public Secret? DatabasePassword { get; init; }

    [Option(
        "The key that seals members' secrets in the database: 32 bytes in base64. Without it one is made and kept in members.key.",
        Variables = "COURIARR_SECRET_KEY"
    )]
    public Secret? SecretKey { get; init; }

    [Option("How long history keeps jobs that ended well.", Min = 3600)]
    public TimeSpan KeepCompleted { get; init; } = TimeSpan.FromDays(30);

    [Option("How long history keeps jobs that were given up.", Min = 3600)]
    public TimeSpan KeepFailed { get; init; } = TimeSpan.FromDays(90);

    [Option("How long the inbox keeps webhooks, to look at and to replay.", Min = 3600)]
    public TimeSpan KeepWebhooks { get; init; } = TimeSpan.FromDays(90);
}
