using System.Globalization;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Writing;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>One embed per notice. It asks Discord to wait, because only then is a message that could not be stored a failure.</summary>
internal sealed class DiscordChannel(Post post) : IChannel
{
    private const int LongestTitle = 256;
    private const int LongestText = 4096;

    public string Kind => "discord";

    public IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice) => [Message((DiscordOptions)member.Options, notice)];

    public async Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct)
    {
        var options = (DiscordOptions)member.Options;
        var address = new UriBuilder(Post.Address(member, options.WebhookUrl!));
        address.Query = address.Query.Length > 1 ? $"{address.Query}&wait=true" : "wait=true";
        var reply = await post.SendAsync(member, Post.Json(address.Uri, Message(options, notice)), ct);
        if (!reply.IsGood)
            throw reply.Refusal(reply.Field("message"));
        if (reply.Status == 200 && reply.Field("id") is null)
            throw reply.Strange();
    }

    private static JsonObject Message(DiscordOptions options, Notice notice)
    {
        var message = new JsonObject
        {
            ["embeds"] = new JsonArray(Embed(notice)),
            // Or a title with @everyone in it would call everyone.
            ["allowed_mentions"] = new JsonObject { ["parse"] = new JsonArray() },
        };
        if (options.Username is { Length: > 0 } name)
            message["username"] = name;
        return message;
    }

    private static JsonObject Embed(Notice notice)
    {
        var embed = new JsonObject
        {
            ["title"] = Written(notice.Title, LongestTitle),
            ["color"] = ColourOf(notice.Severity),
            ["timestamp"] = notice.At.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        };
        if (!notice.Body.IsBlank())
            embed["description"] = Written(notice.Body, LongestText);
        if (notice.Link is { } link)
            embed["url"] = link.AbsoluteUri;
        if (notice.Poster is { } poster)
            embed["thumbnail"] = new JsonObject { ["url"] = poster.AbsoluteUri };
        return embed;
    }

    // What counts is the text with its marks and backslashes.
    private static string Written(Prose prose, int longest) =>
        Markup.Discord.Write(prose.Cut(shorter => Markup.Discord.Write(shorter).Length <= longest));

    private static int ColourOf(Severity severity) =>
        severity switch
        {
            Severity.Critical => 15158332,
            Severity.Warning => 15844367,
            _ => 3447003,
        };
}
