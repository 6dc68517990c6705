using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Couriarr.Features.Members.Handshakes;

/// <summary>One question by which somebody is recognised.</summary>
/// <param name="Reads">What a good answer tells, by name; null when somebody else gave it.</param>
internal sealed record Knock(Uri Address, Func<string, Dictionary<string, string>?> Reads)
{
    public string? Json { get; init; }
    public IReadOnlyDictionary<string, string>? Form { get; init; }
    public (string Name, string Value)? Header { get; init; }

    /// <summary>What a status means with these, where it means something else than usual.</summary>
    public IReadOnlyDictionary<int, GreetingResult> Means { get; init; } = new Dictionary<int, GreetingResult>();

    /// <summary>To be said when all went well.</summary>
    public string? Caveat { get; init; }

    public HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(Json is null && Form is null ? HttpMethod.Get : HttpMethod.Post, Address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (Header is { } header)
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        if (Json is not null)
            // Kodi wants exactly this type, without a charset.
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Json)) { Headers = { ContentType = new("application/json") } };
        else if (Form is not null)
            request.Content = new FormUrlEncodedContent(Form);
        return request;
    }

    public static Uri At(Uri server, string path) => new(server.OriginalString.TrimEnd('/') + path);

    public static string Basic(string? user, string? password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary>Reads fields of a JSON object: (what we call it, the path to it). All must be there, and be text or numbers.</summary>
    public static Func<string, Dictionary<string, string>?> Fields(params (string Name, string Path)[] fields) =>
        text => Parse(text) is { } json ? Read(json, fields) : null;

    private static Dictionary<string, string>? Read(JsonElement json, (string Name, string Path)[] fields)
    {
        const int Longest = 100;
        var found = new Dictionary<string, string>();
        foreach (var (name, path) in fields)
        {
            JsonElement? at = json;
            foreach (var step in path.Split('.'))
                at = at is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(step, out var next) ? next : null;
            if (at is not { ValueKind: JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True } value)
                return null;
            var text = value.ToString();
            found[name] = text.Length > Longest ? text[..Longest] : text;
        }
        return found;
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
