namespace Couriarr.Features.Configuration.Kinds;

public sealed record NtfyOptions
{
    [Option("The server.")]
    public Uri Url { get; init; } = new("https://ntfy.sh");

    [Option("The topic. On a public server it is as good as a password.", Required = true, Sample = "my-couriarr")]
    public string? Topic { get; init; }

    [Option("An access token.")]
    public Secret? Token { get; init; }

    [Option("The account, where there is no token.")]
    public string? Username { get; init; }

    [Option("Its password.")]
    public Secret? Password { get; init; }
}

public sealed record GotifyOptions
{
    [Option("The server.", Required = true, Sample = "http://gotify:80")]
    public Uri? Url { get; init; }

    [Option("An application's token.", Required = true, Sample = "${GOTIFY_TOKEN}")]
    public Secret? Token { get; init; }
}

public sealed record AppriseOptions
{
    [Option("The address of the Apprise API.", Required = true, Sample = "http://apprise:8000")]
    public Uri? Url { get; init; }

    [Option("The key of a stored configuration.")]
    public Secret? Key { get; init; }

    [Option("The tag within it.")]
    public string? Tag { get; init; }

    [Option("Where to send, when nothing is stored there: tgram://, discord:// and the like.")]
    public IReadOnlyList<Secret> Urls { get; init; } = [];
}

public enum WebhookMethod
{
    Post,
    Put,
    Patch,
}

public sealed record WebhookOptions
{
    [Option("Where events are sent as JSON.", Required = true, Sample = "http://automation:1880/couriarr")]
    public Secret? Url { get; init; }

    [Option("How it is sent.")]
    public WebhookMethod Method { get; init; } = WebhookMethod.Post;

    [Option("Signs what is sent (HMAC-SHA256).")]
    public Secret? Secret { get; init; }

    [Option("Further headers.", Sample = "X-Api-Key: ${HOOK_KEY}")]
    public IReadOnlyDictionary<string, Secret> Headers { get; init; } = new Dictionary<string, Secret>();
}

public sealed record CommandOptions
{
    [Option("The program to run. The event comes as JSON on its standard input.", Required = true, Sample = "/config/hooks/arrived.sh")]
    public string? Path { get; init; }

    [Option("What it is called with.")]
    public IReadOnlyList<string> Arguments { get; init; } = [];

    [Option("How long it may take.", Min = 1, Max = 3600)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);
}
