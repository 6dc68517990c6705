using System.Globalization;
using System.Net;
using System.Text.Json;
using Couriarr.Features.Outside;
using Couriarr.Jobs;

namespace Couriarr.Features.Arr.Api;

/// <summary>What an instance's refusal means, and what the owner can do about it.</summary>
internal static class Objections
{
    /// <exception cref="BlockedException">The instance, its key or its address must be mended first.</exception>
    public static void Raise(ArrLink link, string path, HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode)
        {
            if (!ArrLink.IsJson(answer))
                throw NoJson(link);
            return;
        }
        throw answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new BlockedException(
                $"{link.Who} does not accept the API key. Copy it from its Settings > General into api_key."
            ),
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => Elsewhere(link, answer),
            HttpStatusCode.NotFound => NoApi(link),
            HttpStatusCode.BadRequest or HttpStatusCode.Conflict => new PermanentException(
                $"{link.Who} refused {Plain(path)}: {WordsOf(answer) ?? "it did not say why"}"
            ),
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => new BlockedException(
                $"{link.Who} is not up: it answered {Number(answer)}{(WordsOf(answer) is { } words ? $", \"{words}\"" : "")}."
            ),
            _ => Failed(link, answer),
        };
    }

    public static BlockedException NoJson(ArrLink link) =>
        new(
            $"{link.Who} answers with a web page instead of data. If a proxy asks for a login in front of {link.Address}, "
                + "let /api pass it, or set url to the app's own address."
        );

    public static BlockedException Senseless(ArrLink link, string path) =>
        new(
            $"{link.Who} answers {Plain(path)} with a list in which something cannot be read, so that nobody can say what is not in it. "
                + "Look whether its version is supported, and what its own log says."
        );

    public static BlockedException NoApi(ArrLink link) =>
        new($"{link.Who}: there is no such API at {link.Address}. Set url to the address under which its page opens, with its URL base.");

    public static BlockedException Other(ArrLink link, string app, string version, ArrApp wanted) =>
        new($"At {link.Address} answers {app} {version}, not {wanted}. Set url and api_key to those of your {wanted}.");

    /// <summary>What an app says is wrong. Never its stack traces.</summary>
    public static string? WordsOf(HttpResponseMessage answer)
    {
        if (!ArrLink.IsJson(answer))
            return null;
        try
        {
            using var json = JsonDocument.Parse(answer.Content.ReadAsStream());
            return WordsIn(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? WordsIn(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.Array)
            return string.Join(" ", json.EnumerateArray().Select(error => error.Text("errorMessage")).OfType<string>());
        var errors = json.Child("errors") is { ValueKind: JsonValueKind.Object } all ? all.EnumerateObject().Select(e => $"{e.Value}") : [];
        return json.Text("message") ?? json.Text("errorMessage") ?? errors.FirstOrDefault() ?? json.Text("title");
    }

    private static BlockedException Elsewhere(ArrLink link, HttpResponseMessage answer)
    {
        var there = answer.Headers.Location?.ToString() ?? "elsewhere";
        var end = there.IndexOf("/api/", StringComparison.Ordinal);
        var instead =
            end > 0 && Uri.TryCreate(link.Address, there[..end], out var whole) ? $"set url to {whole}" : "set url to its own address";
        return new(
            $"{link.Who} sends us on to {(end >= 0 ? there[..Math.Max(end, 1)] : "another page")}, which is not followed: {instead}."
        );
    }

    private static TransientException Failed(ArrLink link, HttpResponseMessage answer) =>
        new TransientException(
            $"{link.Who} failed with {Number(answer)}: {WordsOf(answer) ?? answer.ReasonPhrase}. Its own log says more.",
            answer.Headers.RetryAfter?.Delta
        );

    private static string Number(HttpResponseMessage answer) => ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);

    private static string Plain(string path) => path.Split('?')[0];
}
