using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Writing;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>A header of plain text and a section in Slack's own marks, to an incoming webhook.</summary>
internal sealed class SlackChannel(Post post) : IChannel
{
    private const int LongestTitle = 150;
    private const int LongestText = 3000;
    private const int LongestAltText = 2000;

    public string Kind => "slack";

    public TimeSpan Pause(Member<ChannelTerms> member) => TimeSpan.FromSeconds(1);

    public IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice) => [Message(notice)];

    public async Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct)
    {
        var address = Post.Address(member, ((SlackOptions)member.Options).WebhookUrl!);
        var reply = await post.SendAsync(member, Post.Json(address, Message(notice)), ct);
        if (!reply.IsGood)
            throw reply.Refusal(Said(reply));
        if (reply.Text.Trim() != "ok")
            throw reply.Strange();
    }

    private static JsonObject Message(Notice notice)
    {
        var title = PlainTitle(notice, LongestTitle);
        var blocks = new JsonArray(new JsonObject { ["type"] = "header", ["text"] = Text("plain_text", title) });
        if (Section(notice) is { } text)
            blocks.Add(Block(text, notice.Poster, PlainTitle(notice, LongestAltText)));
        // For the lists and banners that show no blocks.
        return new JsonObject { ["text"] = title, ["blocks"] = blocks };
    }

    private static string? Section(Notice notice)
    {
        var link = notice.Link is { } address ? new Phrase(address.AbsoluteUri) { Link = address } : null;
        if (notice.Body.IsBlank())
            return link is null ? null : Markup.Slack.Write(new Prose([link]));
        var text = Markup.Slack.Write(notice.Body.Cut(shorter => Markup.Slack.Write(shorter).Length <= LongestText));
        var linked = link is null ? text : $"{text}\n{Markup.Slack.Write(new Prose([link]))}";
        return linked.Length <= LongestText ? linked : text;
    }

    private static JsonObject Block(string text, Uri? poster, string title)
    {
        var block = new JsonObject { ["type"] = "section", ["text"] = Text("mrkdwn", text) };
        if (poster is not null)
            block["accessory"] = new JsonObject
            {
                ["type"] = "image",
                ["image_url"] = poster.AbsoluteUri,
                ["alt_text"] = title,
            };
        return block;
    }

    private static JsonObject Text(string type, string text) => new() { ["type"] = type, ["text"] = text };

    private static string PlainTitle(Notice notice, int longest) =>
        Markup.SlackPlain(notice.Title.Cut(shorter => Markup.SlackPlain(shorter.Plain).Length <= longest).Plain);

    // One word like invalid_token; a page of a proxy is not worth quoting.
    private static string? Said(Reply reply) =>
        reply.Text.Length < 64 && reply.Text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? reply.Text : null;
}
