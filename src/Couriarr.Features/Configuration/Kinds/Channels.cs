using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration.Kinds;

public sealed record TelegramOptions
{
    [Option("The bot's token, from @BotFather.", Required = true, Variables = "APPRISE_TELEGRAM_TOKEN", Sample = "${TELEGRAM_BOT_TOKEN}")]
    public Secret? BotToken { get; init; }

    [Option("The chat it writes to.", Required = true, Variables = "APPRISE_TELEGRAM_CHAT_ID", Sample = "-1001234567890")]
    public string? ChatId { get; init; }

    [Option("The topic of the chat.")]
    public string? ThreadId { get; init; }

    [Option("Without a sound.")]
    public bool Silent { get; init; }

    [Option("Where the bot is reached.")]
    public Uri ApiUrl { get; init; } = new("https://api.telegram.org");
}

public sealed record DiscordOptions : IChecksItself
{
    [Option("The channel's webhook, from Integrations > Webhooks.", Required = true, Sample = "${DISCORD_WEBHOOK_URL}")]
    public Secret? WebhookUrl { get; init; }

    [Option("The name it writes under.")]
    public string? Username { get; init; }

    public IEnumerable<Finding> Check(string name) =>
        Username?.Contains("discord", StringComparison.OrdinalIgnoreCase) is true
            ? [new("username", "has 'discord' in its username, and Discord refuses every message under such a name. Choose another.")]
            : [];
}

public sealed record PushoverOptions
{
    [Option("The user or group key.", Required = true, Sample = "${PUSHOVER_USER_KEY}")]
    public Secret? UserKey { get; init; }

    [Option("The application's token.", Required = true, Sample = "${PUSHOVER_API_TOKEN}")]
    public Secret? ApiToken { get; init; }

    [Option("Only to this device.")]
    public string? Device { get; init; }

    [Option("Where it is reached.")]
    public Uri ApiUrl { get; init; } = new("https://api.pushover.net");
}

public sealed record SlackOptions
{
    [Option("The incoming webhook.", Required = true, Sample = "${SLACK_WEBHOOK_URL}")]
    public Secret? WebhookUrl { get; init; }
}

public sealed record MatrixOptions
{
    [Option("The home server's address.", Required = true, Sample = "https://matrix.org")]
    public Uri? Url { get; init; }

    [Option("The account's access token.", Required = true, Sample = "${MATRIX_ACCESS_TOKEN}")]
    public Secret? AccessToken { get; init; }

    [Option("The room it writes to.", Required = true, Sample = "\"!room:matrix.org\"")]
    public string? RoomId { get; init; }
}

public sealed record EmailOptions : IChecksItself
{
    private const int TlsPort = 465;

    [Option("The mail server.", Required = true, Sample = "smtp.example.com")]
    public string? Host { get; init; }

    [Option("Its port: 587; 465, where everything is encrypted from the start; or 25 at home.", Min = 1, Max = 65535)]
    public int Port { get; init; } = 587;

    [Option("Encrypt, or do not send at all.")]
    public bool Starttls { get; init; } = true;

    [Option("Encrypted from the first byte, as it always is on port 465.")]
    public bool ImplicitTls { get; init; }

    [Option("The account.")]
    public string? Username { get; init; }

    [Option("Its password.")]
    public Secret? Password { get; init; }

    [Option("Who writes.", Required = true, Sample = "couriarr@example.com")]
    public string? From { get; init; }

    [Option("Who is written to.", Required = true, Sample = "[you@example.com]")]
    public IReadOnlyList<string> To { get; init; } = [];

    public bool IsTlsFromTheStart => ImplicitTls || Port == TlsPort;

    public IEnumerable<Finding> Check(string name) =>
        Password is not null && !Starttls && !IsTlsFromTheStart
            ? [new("starttls", "has a password and starttls: false, so that everybody on the way could read it. Remove one of them.")]
            : [];
}
