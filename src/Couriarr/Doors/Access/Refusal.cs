using System.Globalization;

namespace Couriarr.Doors.Access;

/// <summary>Why somebody does not come in, said as the doors say it: to an app as a sentence, to a person as the way to the login.</summary>
/// <param name="Reason">In a word, for the metrics.</param>
internal sealed record Refusal(int Status, string Reason, string Why)
{
    public static readonly Refusal Unknown = new(
        StatusCodes.Status401Unauthorized,
        Reasons.Unknown,
        "Who is asking? Send a key in the header X-Api-Key, or log in. Couriarr's log says at its first start where the keys are."
    );

    public static readonly Refusal TooMuch = new(
        StatusCodes.Status413PayloadTooLarge,
        Reasons.TooMuch,
        $"That is too long: a webhook may bring {Limits.WebhookBody / 1024 / 1024} MiB, an image {Limits.ImageBody / 1024 / 1024} MiB, "
            + $"files for the settings {Limits.FilesBody / 1024 / 1024} MiB, anything else {Limits.Body / 1024} KiB."
    );

    private TimeSpan? RetryAfter { get; init; }

    public static Refusal NotAllowed(string caller) =>
        new(StatusCodes.Status403Forbidden, Reasons.NotAllowed, $"The {caller} does not open this door.");

    public static Refusal Misdirected(string host) =>
        new(
            StatusCodes.Status421MisdirectedRequest,
            Reasons.Misdirected,
            $"Couriarr does not know itself as '{host}'. If that is its name, add it to server.allowed_hosts."
        );

    public static Refusal TooFast(TimeSpan rest) => Later(Reasons.TooFast, "Not so fast", rest);

    public static Refusal ShutOut(TimeSpan rest) => Later(Reasons.ShutOut, "Too many wrong keys came from your address", rest);

    private static Refusal Later(string reason, string why, TimeSpan rest)
    {
        var seconds = Math.Ceiling(rest.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        return new(StatusCodes.Status429TooManyRequests, reason, $"{why}: come again in {seconds} s.") { RetryAfter = rest };
    }

    public Task SayAsync(HttpContext context)
    {
        var entrance = Entrances.Of(context);
        var response = context.Response;
        if (RetryAfter is { } rest)
            response.Headers.RetryAfter = Math.Ceiling(rest.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        if (Status == StatusCodes.Status401Unauthorized && entrance is Entrance.Household && WayIn.IsFor(context.Request))
        {
            WayIn.Show(context);
            return Task.CompletedTask;
        }
        // Elsewhere a browser would remember what is typed there, and send it along for every page that asks it to.
        if (Status == StatusCodes.Status401Unauthorized && entrance is Entrance.Webhooks)
            response.Headers.WWWAuthenticate = "Basic realm=\"Couriarr\", charset=\"UTF-8\"";
        return Answers.Sentence(Status, Why).ExecuteAsync(context);
    }
}
