using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Writing;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>
/// Hands a notice to an Apprise API, which tells its own receivers before it answers. 204 means that it told nobody, and 424 that
/// some were told and some not: that is not repeated, because those who have it would get it twice.
/// </summary>
internal sealed class AppriseChannel(Post post) : IChannel
{
    // What is passed on is cut by its receivers again, or not at all.
    private const int LongestTitle = 250;
    private const int Longest = 32 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Kind => "apprise";

    public IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice) => [Message((AppriseOptions)member.Options, notice)];

    public async Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct)
    {
        var options = (AppriseOptions)member.Options;
        var path = options.Key is { } key ? $"/notify/{Uri.EscapeDataString(key.Reveal())}" : "/notify/";
        var message = Message(options, notice);
        if (options.Key is null)
            message["urls"] = new JsonArray([.. options.Urls.Select(url => (JsonNode)url.Reveal())]);
        var reply = await post.SendAsync(member, Post.Json(Post.At(options.Url!, path), message), ct, Patience);
        if (reply.Status == 204)
            throw new BlockedException(
                $"{reply.Who} told nobody: it has nothing stored under that key, or none of the urls is one that it knows."
            );
        if (reply.Status == 424)
            throw new PermanentException(
                $"{reply.Who} could not tell all of its receivers. It is not asked again, because some may have been told. Its log says whom.",
                new PartlyTold(reply.Field("error") ?? "")
            );
        if (!reply.IsGood)
            throw reply.Refusal(reply.Field("error"));
    }

    private static JsonObject Message(AppriseOptions options, Notice notice)
    {
        var message = new JsonObject
        {
            ["title"] = notice.Title.Cut(shorter => shorter.Plain.Length <= LongestTitle).Plain,
            ["body"] = notice.BodyOrTitle().Cut(shorter => shorter.Plain.Length <= Longest).Plain,
            ["format"] = "text",
            ["type"] = TypeOf(notice.Severity),
        };
        if (options.Key is not null && options.Tag is { Length: > 0 } tag)
            message["tag"] = tag;
        return message;
    }

    /// <summary>As Apprise calls it.</summary>
    public static string TypeOf(Severity severity) =>
        severity switch
        {
            Severity.Critical => "failure",
            Severity.Warning => "warning",
            _ => "info",
        };
}
