using System.Globalization;
using System.Text;
using static System.StringComparison;

namespace Couriarr.Features.Configuration.Apprise;

/// <summary>How one of our kinds is written as an address of Apprise's.</summary>
/// <param name="Written">As an example, for those who wrote something else.</param>
/// <param name="Read">The options by their keys: text, lists or named texts. Null when a part is missing.</param>
/// <param name="Heeded">What may stand behind the question mark and is heard.</param>
internal sealed record AppriseForm(string Written, string Kind, Func<AppriseUrl, Dictionary<string, object?>?> Read, params string[] Heeded)
{
    /// <summary>Who is called by the part before the @.</summary>
    public bool HeedsUser { get; init; } = true;

    /// <summary>Each step of its path is a receiver of its own: several are several channels.</summary>
    public bool HasManyReceivers { get; init; }

    private const string Cloud = "ntfy.sh";

    public static IReadOnlyDictionary<string, AppriseForm> All { get; } =
        new Dictionary<string, AppriseForm>
        {
            ["tgram"] = new("tgram://BOT_TOKEN/CHAT_ID", "telegram", Telegram, "silent", "topic", "thread")
            {
                HeedsUser = false,
                HasManyReceivers = true,
            },
            ["discord"] = new("discord://WEBHOOK_ID/WEBHOOK_TOKEN", "discord", Discord, "thread"),
            ["pover"] = new("pover://USER_KEY@API_TOKEN", "pushover", Pushover),
            ["slack"] = new("slack://T…/B…/SECRET, the three parts of an incoming webhook", "slack", Slack) { HeedsUser = false },
            ["mailto"] = new(
                "mailto://USER:PASSWORD@HOST/TO",
                "email",
                AppriseMail.Read,
                "smtp",
                "user",
                "pass",
                "from",
                "to",
                "name",
                "mode"
            ),
            ["mailtos"] = new(
                "mailtos://USER:PASSWORD@HOST/TO",
                "email",
                AppriseMail.Read,
                "smtp",
                "user",
                "pass",
                "from",
                "to",
                "name",
                "mode"
            ),
            ["ntfy"] = new("ntfy://TOPIC or ntfy://HOST/TOPIC", "ntfy", url => Ntfy(url, "http"), "token") { HasManyReceivers = true },
            ["ntfys"] = new("ntfys://TOPIC or ntfys://HOST/TOPIC", "ntfy", url => Ntfy(url, "https"), "token") { HasManyReceivers = true },
            ["gotify"] = new("gotify://HOST/TOKEN", "gotify", url => Gotify(url, "http")) { HeedsUser = false },
            ["gotifys"] = new("gotifys://HOST/TOKEN", "gotify", url => Gotify(url, "https")) { HeedsUser = false },
            ["json"] = new("json://HOST:PORT/PATH", "webhook", url => Webhook(url, "http"), "method"),
            ["jsons"] = new("jsons://HOST/PATH", "webhook", url => Webhook(url, "https"), "method"),
            ["apprise"] = new("apprise://HOST:PORT/KEY", "apprise", url => Relay(url, "http"), "tags") { HeedsUser = false },
            ["apprises"] = new("apprises://HOST/KEY", "apprise", url => Relay(url, "https"), "tags") { HeedsUser = false },
        };

    private static Dictionary<string, object?>? Telegram(AppriseUrl url)
    {
        if (url.Path.Count != 1 || !url.Place.Contains(':', Ordinal))
            return null;
        // A topic stands behind the chat.
        var chat = url.Path[0].Split(':', 2);
        return new()
        {
            ["bot_token"] = url.Place.StartsWith("bot", Ordinal) ? url.Place[3..] : url.Place,
            ["chat_id"] = chat[0],
            ["thread_id"] = chat.Length > 1 ? chat[1] : url.Asked("topic") ?? url.Asked("thread"),
            ["silent"] = IsYes(url.Asked("silent")) ? "true" : null,
        };
    }

    private static Dictionary<string, object?>? Discord(AppriseUrl url) =>
        url.Path.Count != 1 || url.Place.Length == 0
            ? null
            : new()
            {
                ["webhook_url"] =
                    $"https://discord.com/api/webhooks/{Safe(url.Place)}/{Safe(url.Path[0])}"
                    + (url.Asked("thread") is { } thread ? $"?thread_id={Safe(thread)}" : ""),
                ["username"] = url.User,
            };

    private static Dictionary<string, object?>? Pushover(AppriseUrl url) =>
        url.User is null || url.Place.Length == 0
            ? null
            : new()
            {
                ["user_key"] = url.User,
                ["api_token"] = url.Place,
                ["device"] = url.Path.Count > 0 ? string.Join(',', url.Path) : null,
            };

    private static Dictionary<string, object?>? Slack(AppriseUrl url) =>
        url.Path.Count(step => !step.StartsWith('#')) != 2 || url.Place.Length == 0
            ? null
            : new() { ["webhook_url"] = $"https://hooks.slack.com/services/{Safe(url.Place)}/{Safe(url.Path[0])}/{Safe(url.Path[1])}" };

    private static Dictionary<string, object?>? Ntfy(AppriseUrl url, string scheme)
    {
        var (host, topic) = url.Path.Count > 0 ? (url.Server, url.Path[0]) : (Cloud, url.Place);
        if (host is null || topic.Length == 0 || url.Path.Count > 1)
            return null;
        var token = url.Asked("token") ?? (url.User?.StartsWith("tk_", Ordinal) == true ? url.User : null);
        return new()
        {
            ["url"] = host == Cloud ? $"https://{Cloud}" : $"{scheme}://{host}",
            ["topic"] = topic,
            ["token"] = token,
            ["username"] = token is null ? url.User : null,
            ["password"] = token is null ? url.Password : null,
        };
    }

    private static Dictionary<string, object?>? Gotify(AppriseUrl url, string scheme) =>
        url.Server is not { } server || url.Path.Count == 0
            ? null
            : new()
            {
                ["url"] = string.Join('/', [$"{scheme}://{server}", .. url.Path.SkipLast(1).Select(Safe)]),
                ["token"] = url.Path[^1],
            };

    private static Dictionary<string, object?>? Webhook(AppriseUrl url, string scheme)
    {
        if (url.Server is not { } server)
            return null;
        // Apprise takes what begins with + for a header.
        var headers = url.Query.Where(q => q.Key.StartsWith('+')).ToDictionary(q => q.Key[1..], q => q.Value);
        if (url.User is not null)
            headers["Authorization"] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{url.User}:{url.Password}"));
        return new()
        {
            ["url"] = string.Join('/', [$"{scheme}://{server}", .. url.Path.Select(Safe)]),
            ["method"] = url.Asked("method")?.ToLowerInvariant(),
            ["headers"] = headers,
        };
    }

    private static Dictionary<string, object?>? Relay(AppriseUrl url, string scheme) =>
        url.Server is not { } server || url.Path.Count == 0
            ? null
            : new()
            {
                ["url"] = string.Join('/', [$"{scheme}://{server}", .. url.Path.SkipLast(1).Select(Safe)]),
                ["key"] = url.Path[^1],
                ["tag"] = url.Asked("tags"),
            };

    private static bool IsYes(string? said) => said?.ToLower(CultureInfo.InvariantCulture) is "yes" or "true" or "1" or "on";

    private static string Safe(string step) => Uri.EscapeDataString(step);
}
