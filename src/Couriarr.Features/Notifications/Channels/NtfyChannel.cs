using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members.Handshakes;
using Couriarr.Features.Notifications.Writing;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>
/// JSON to the server's root: to the topic it would be shown as it is, and a header holds no accents. Everything is counted in bytes.
/// </summary>
internal sealed class NtfyChannel(Post post) : IChannel
{
    private const int MostText = 4096;
    private const int MostTitle = 250;

    // The whole JSON may have twice the text's limit; quotes and line breaks count double there.
    private const int MostEncoded = 6 * 1024;

    public string Kind => "ntfy";

    public IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice) => [Message((NtfyOptions)member.Options, notice)];

    public async Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct)
    {
        var options = (NtfyOptions)member.Options;
        var request = Post.Json(Post.At(options.Url, "/"), Message(options, notice));
        if (options.Token is { } token)
            request.Headers.Authorization = Post.Bearer(token);
        else if (options.Username is not null || options.Password is not null)
            request.Headers.TryAddWithoutValidation("Authorization", Knock.Basic(options.Username, options.Password?.Reveal()));
        var reply = await post.SendAsync(member, request, ct);
        if (!reply.IsGood)
            throw Refusal(reply);
        if (reply.Field("id") is null)
            throw reply.Strange();
    }

    private static JsonObject Message(NtfyOptions options, Notice notice)
    {
        var message = new JsonObject
        {
            ["topic"] = options.Topic,
            ["title"] = notice.Title.Cut(shorter => Wording.Bytes(shorter.Plain) <= MostTitle).Plain,
            ["message"] = notice.BodyOrTitle().Cut(Fits).Plain,
            ["priority"] = notice.Severity switch
            {
                Severity.Critical => 5,
                Severity.Warning => 4,
                _ => 3,
            },
        };
        if (notice.Link is { } link)
            message["click"] = link.AbsoluteUri;
        if (notice.Poster is { } poster)
            message["icon"] = poster.AbsoluteUri;
        return message;
    }

    private static bool Fits(Prose text) =>
        Wording.Bytes(text.Plain) <= MostText && Wording.Bytes(Post.Text(JsonValue.Create(text.Plain))) <= MostEncoded;

    /// <summary>Too much is told by numbers here, never by a time.</summary>
    private Exception Refusal(Reply reply)
    {
        var said = reply.Field("error");
        return reply.Field("code") switch
        {
            "42908" => new TransientException($"{reply.Who} answered 429: today's messages are used up.", UntilMidnight())
            {
                IsLimit = true,
            },
            "42909" => reply.Broken(said),
            "40009" or "40010" => reply.Broken(said),
            _ => reply.Refusal(said),
        };
    }

    private TimeSpan UntilMidnight()
    {
        var now = post.Clock.GetUtcNow().UtcDateTime;
        return now.Date.AddDays(1) - now;
    }
}
