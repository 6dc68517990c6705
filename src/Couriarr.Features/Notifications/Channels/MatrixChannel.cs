using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Notifications.Writing;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>The notice's own id is the transaction's: the home server itself drops what it has already.</summary>
internal sealed class MatrixChannel(Post post) : IChannel
{
    // An event may have 64 KiB, with whatever the server adds.
    private const int MostBytes = 48 * 1024;

    public string Kind => "matrix";

    public IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice) => [Message(notice)];

    public async Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct)
    {
        var options = (MatrixOptions)member.Options;
        var room = Uri.EscapeDataString(options.RoomId!);
        var address = Post.At(options.Url!, $"/_matrix/client/v3/rooms/{room}/send/m.room.message/{Transaction(member, notice)}");
        var request = Post.Json(address, Message(notice), HttpMethod.Put);
        request.Headers.Authorization = Post.Bearer(options.AccessToken!);
        var reply = await post.SendAsync(member, request, ct);
        if (!reply.IsGood)
            throw reply.Refusal(reply.Field("errcode"));
        if (reply.Field("event_id") is null)
            throw reply.Strange();
    }

    private static JsonObject Message(Notice notice) =>
        Message(notice.Whole().Cut(shorter => Wording.Bytes(Post.Text(Message(shorter))) <= MostBytes));

    private static JsonObject Message(Prose text) =>
        new()
        {
            ["msgtype"] = "m.text",
            ["body"] = text.Plain,
            ["format"] = "org.matrix.custom.html",
            ["formatted_body"] = Markup.Html.Write(text),
            // Nobody is meant, or a title with @room in it would call the room.
            ["m.mentions"] = new JsonObject(),
        };

    private static string Transaction(Member<ChannelTerms> member, Notice notice) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{member.Name}\n{notice.Id}")))[..32];
}
