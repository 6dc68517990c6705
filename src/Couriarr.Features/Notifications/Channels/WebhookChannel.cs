using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration.Kinds;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>
/// Events as JSON for a receiver of the owner's own. What is signed is the time and the body, so that nothing can be replayed later;
/// the id stays the same for every try, so that the receiver can drop what it has.
/// </summary>
internal sealed class WebhookChannel(Post post) : IChannel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Kind => "webhook";

    public IReadOnlyList<JsonNode> Write(Member<ChannelTerms> member, Notice notice) => [JsonNode.Parse(EventJson.Of(notice))!];

    public async Task SendAsync(Member<ChannelTerms> member, Notice notice, CancellationToken ct)
    {
        var options = (WebhookOptions)member.Options;
        var body = EventJson.Of(notice);
        var request = Post.Json(Post.Address(member, options.Url!), body, MethodOf(options));
        foreach (var (name, value) in options.Headers)
            Add(request, member, name, value.Reveal());
        Sign(request, options, notice, body);
        var reply = await post.SendAsync(member, request, ct, Patience);
        if (!reply.IsGood)
            throw reply.Refusal();
    }

    private static HttpMethod MethodOf(WebhookOptions options) =>
        options.Method switch
        {
            WebhookMethod.Put => HttpMethod.Put,
            WebhookMethod.Patch => HttpMethod.Patch,
            _ => HttpMethod.Post,
        };

    private static void Add(HttpRequestMessage request, Member<ChannelTerms> member, string name, string value)
    {
        if (
            !value.All(c => c is >= ' ' and <= '~')
            || !(request.Headers.TryAddWithoutValidation(name, value) || request.Content!.Headers.TryAddWithoutValidation(name, value))
        )
            throw new BlockedException(
                $"{Peers.Named(member.Kind, member.Name)}: the header {name} cannot be sent: a header has no special characters."
            );
    }

    private void Sign(HttpRequestMessage request, WebhookOptions options, Notice notice, byte[] body)
    {
        var timestamp = post.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation("X-Event-Id", notice.Id);
        request.Headers.TryAddWithoutValidation("X-Timestamp", timestamp);
        if (options.Secret is { } secret)
            request.Headers.TryAddWithoutValidation("X-Signature", $"sha256={Signature(secret.Reveal(), timestamp, body)}");
    }

    private static string Signature(string secret, string timestamp, byte[] body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Signed(timestamp, body)));

    private static byte[] Signed(string timestamp, byte[] body) => [.. Encoding.ASCII.GetBytes(timestamp), (byte)'.', .. body];
}
