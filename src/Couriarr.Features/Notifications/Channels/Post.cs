using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Members;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Notifications.Channels;

/// <summary>Carries what a channel wrote to its receiver over HTTP, and brings back whatever was answered.</summary>
internal sealed class Post(OutsideHttp http, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Style = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public TimeProvider Clock => clock;

    /// <param name="within">For receivers that ask others before they answer, or that must not take long.</param>
    public async Task<Reply> SendAsync(
        Member<ChannelTerms> member,
        HttpRequestMessage request,
        CancellationToken ct,
        TimeSpan? within = null
    )
    {
        var peer = Peers.Of(member.Kind, member.Name, request.RequestUri!, member.Terms.Certificate);
        using (request)
        {
            using var answer = await http.AskAsync(within is { } limit ? peer with { Within = limit } : peer, request, ct);
            var body = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(ct));
            return new Reply(peer.Who, (int)answer.StatusCode, body, answer.Headers, Waits.Of(answer, clock));
        }
    }

    /// <summary>An address that has a secret in it, so that it was read as text.</summary>
    public static Uri Address(Member<ChannelTerms> member, Secret secret) =>
        Uri.TryCreate(secret.Reveal().Trim(), UriKind.Absolute, out var address)
            ? address
            : throw new BlockedException($"{Peers.Named(member.Kind, member.Name)}: its address is none. Set a whole one, with https://.");

    /// <summary>Below a server that may itself lie below a path.</summary>
    public static Uri At(Uri server, string path) => new(server.OriginalString.TrimEnd('/') + path);

    public static HttpRequestMessage Json(Uri address, JsonNode body, HttpMethod? method = null) =>
        Json(address, Encoding.UTF8.GetBytes(Text(body)), method);

    public static HttpRequestMessage Json(Uri address, byte[] body, HttpMethod? method = null) =>
        new(method ?? HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") { CharSet = "utf-8" } } },
        };

    /// <summary>As it goes over the wire: only what JSON itself demands is escaped, for those who count bytes.</summary>
    public static string Text(JsonNode body) => body.ToJsonString(Style);

    public static AuthenticationHeaderValue Bearer(Secret token) => new("Bearer", token.Reveal());
}
