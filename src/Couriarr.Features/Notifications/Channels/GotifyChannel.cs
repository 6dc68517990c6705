using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Writing;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>Plain text, with a click that leads to the title and its poster as the big picture.</summary>
internal sealed class GotifyChannel(Post post) : IChannel
{
    // It has no limit of its own; nobody reads more on a phone.
    private const int LongestTitle = 250;
    private const int Longest = 16 * 1024;

    public string Kind => "gotify";

    public IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice) => [Message(notice)];

    public async Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct)
    {
        var options = (GotifyOptions)member.Options;
        var request = Post.Json(Post.At(options.Url!, "/message"), Message(notice));
        // Not in the address, where its access log would keep it.
        request.Headers.TryAddWithoutValidation("X-Gotify-Key", options.Token!.Reveal());
        var reply = await post.SendAsync(member, request, ct);
        if (!reply.IsGood)
            throw reply.Refusal(reply.Field("errorDescription"));
        if (reply.Field("id") is null)
            throw reply.Strange();
    }

    private static JsonObject Message(Notice notice)
    {
        var message = new JsonObject
        {
            ["title"] = notice.Title.Cut(shorter => shorter.Plain.Length <= LongestTitle).Plain,
            ["message"] = notice.BodyOrTitle().Cut(shorter => shorter.Plain.Length <= Longest).Plain,
            ["priority"] = notice.Severity switch
            {
                Severity.Critical => 8,
                Severity.Warning => 6,
                _ => 4,
            },
        };
        if (Extras(notice) is { Count: > 0 } extras)
            message["extras"] = new JsonObject { ["client::notification"] = extras };
        return message;
    }

    private static JsonObject Extras(Notice notice)
    {
        var extras = new JsonObject();
        if (notice.Link is { } link)
            extras["click"] = new JsonObject { ["url"] = link.AbsoluteUri };
        if (notice.Poster is { } poster)
            extras["bigImageUrl"] = poster.AbsoluteUri;
        return extras;
    }
}
