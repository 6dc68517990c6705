using System.Globalization;
using System.Net;
using System.Text.Json;
using Couriarr.Jobs;

namespace Couriarr.Features.Outside;

/// <summary>What an answer from outside means to a job. Translated here, once; handlers never look at a status.</summary>
public static class Answer
{
    private const HttpStatusCode TooEarly = (HttpStatusCode)425;

    /// <param name="who">As the owner knows it, like "Radarr 'radarr-hd'".</param>
    public static void EnsureAccepted(this HttpResponseMessage answer, string who, TimeProvider? clock = null)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var status = (int)answer.StatusCode;
        var said = $"{who} answered {status.ToString(CultureInfo.InvariantCulture)} {answer.ReasonPhrase}";
        throw MayPass(answer.StatusCode)
            ? new TransientException($"{said}. It will be asked again.", Waits.Of(answer, clock ?? TimeProvider.System))
            {
                IsLimit = answer.StatusCode is HttpStatusCode.TooManyRequests,
            }
            : new PermanentException($"{said}. {WhatToDo(answer.StatusCode)}");
    }

    /// <summary>What it says, for whoever keeps it. Something else in its place, like the page of a proxy, passes by itself.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer, string who, CancellationToken ct)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
            return json.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new TransientException($"{who} answered with something that is no JSON. It will be asked again.", inner: e);
        }
    }

    public static bool MayPass(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or TooEarly or HttpStatusCode.TooManyRequests || (int)status >= 500;

    private static string WhatToDo(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "Its key or password is not accepted: set the right one.",
            HttpStatusCode.NotFound => "Look whether its address is right, with the path that it has behind a proxy.",
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest =>
                "It points elsewhere, which is not followed: set the address that it names.",
            _ => "Asking again would change nothing.",
        };
}
