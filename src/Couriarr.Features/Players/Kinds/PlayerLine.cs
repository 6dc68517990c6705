using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Players.Kinds;

/// <summary>The line to one player. It has an answer, or a failure in the words of jobs.</summary>
internal sealed class PlayerLine(OutsideHttp http, Peer peer, Uri server, params (string Name, string Value)[] headers)
{
    public string Who => peer.Who;

    public async Task<JsonElement> GetAsync(string path, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, json: null, ct);
        return await ReadAsync(answer, ct);
    }

    /// <summary>Asks for something to be done, and needs no answer.</summary>
    public async Task DoAsync(HttpMethod method, string path, string? json, CancellationToken ct) =>
        (await SendAsync(method, path, json, ct)).Dispose();

    public async Task<JsonElement> PostAsync(string path, string json, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, json, ct);
        return await ReadAsync(answer, ct);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(server.OriginalString.TrimEnd('/') + path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (json is not null)
            // Kodi wants exactly this type, without a charset.
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)) { Headers = { ContentType = new("application/json") } };
        return await http.SendAsync(peer with { Limit = Peer.LongList }, request, ct);
    }

    private async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
            return json.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new PermanentException($"{peer.Who} answered with something that is no JSON. Look whether its address is right.", e);
        }
    }
}

/// <summary>Reads what may not be there.</summary>
internal static class Json
{
    public static JsonElement? At(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;

    public static string? Text(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } found ? found.ToString() : null;

    public static bool Truth(this JsonElement element, string name) => element.At(name) is { ValueKind: JsonValueKind.True };

    public static int Number(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Number } found && found.TryGetInt32(out var number) ? number : 0;

    /// <summary>The items of a list; none when there is none.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.At(name).Items();
}
