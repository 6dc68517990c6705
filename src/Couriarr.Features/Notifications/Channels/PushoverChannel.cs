using System.Globalization;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Writing;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>Sends plain text, which needs no escapes. What is critical breaks through quiet hours, but rings only once.</summary>
internal sealed class PushoverChannel(Post post) : IChannel
{
    private const int LongestText = 1024;
    private const int LongestTitle = 250;
    private const int LongestLink = 512;

    // As its makers ask.
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(5);

    // A month is over at some time; looking once a day costs nothing.
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    public string Kind => "pushover";

    public IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice) =>
        [
            new JsonObject(
                Fields((PushoverOptions)member.Options, notice)
                    .Select(f => KeyValuePair.Create(f.Key, (JsonNode?)JsonValue.Create(f.Value)))
            ),
        ];

    public async Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct)
    {
        var options = (PushoverOptions)member.Options;
        var request = new HttpRequestMessage(HttpMethod.Post, Post.At(options.ApiUrl, "/1/messages.json"))
        {
            Content = new FormUrlEncodedContent([
                new("token", options.ApiToken!.Reveal()),
                new("user", options.UserKey!.Reveal()),
                .. Fields(options, notice),
            ]),
        };
        var reply = await post.SendAsync(member, request, ct);
        if (!reply.IsGood)
            throw Refusal(reply);
        if (reply.Field("status") != "1")
            throw reply.Strange();
    }

    private static Dictionary<string, string> Fields(PushoverOptions options, Notice notice)
    {
        var fields = new Dictionary<string, string>
        {
            ["title"] = Written(notice.Title, LongestTitle),
            ["message"] = Written(notice.BodyOrTitle(), LongestText),
            ["priority"] = notice.Severity is Severity.Critical ? "1" : "0",
            ["timestamp"] = notice.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
        if (options.Device is { Length: > 0 } device)
            fields["device"] = device;
        if (notice.Link is { AbsoluteUri: { Length: <= LongestLink } link })
            fields["url"] = link;
        return fields;
    }

    private static string Written(Prose prose, int longest) => prose.Cut(shorter => Wording.Characters(shorter.Plain) <= longest).Plain;

    private Exception Refusal(Reply reply)
    {
        var said = Said(reply);
        return reply.Status switch
        {
            429 => new TransientException(
                $"{reply.Who} answered 429: this month's messages are used up.",
                UntilReset(reply) ?? LongestPause
            )
            {
                IsLimit = true,
            },
            >= 500 when reply.Wait is null => new TransientException(
                $"{reply.Who} answered {reply.Status}. It will be told again.",
                LeastPause
            ),
            400 when reply.Field("user") == "invalid" || reply.Field("token") == "invalid" => reply.Broken(said),
            _ => reply.Refusal(said),
        };
    }

    private TimeSpan? UntilReset(Reply reply) =>
        reply.Headers.TryGetValues("X-Limit-App-Reset", out var values)
        && long.TryParse(values.First(), CultureInfo.InvariantCulture, out var reset)
        && reset - post.Clock.GetUtcNow().ToUnixTimeSeconds() is > 0 and var seconds
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestPause.TotalSeconds))
            : null;

    private static string? Said(Reply reply) =>
        reply.Json.ValueKind is System.Text.Json.JsonValueKind.Object && reply.Json.TryGetProperty("errors", out var errors)
            ? string.Join(
                ", ",
                errors.ValueKind is System.Text.Json.JsonValueKind.Array ? errors.EnumerateArray().Select(e => e.ToString()) : []
            )
            : null;
}
