using System.Text.RegularExpressions;
using Couriarr.Dashboard.Frame;
using Couriarr.Doors.Access;
using Couriarr.Jobs;

namespace Couriarr.Doors;

/// <summary>Turns what goes wrong inside into an answer: what happened, and whether to come again.</summary>
internal sealed partial class Apologies(RequestDelegate next, ILogger<Apologies> log)
{
    private const string RetryAfterSeconds = "10";

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (StoreUnavailableException e) when (!http.Response.HasStarted)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            await SayAsync(http, StatusCodes.Status503ServiceUnavailable, Reason(http, e));
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await SayAsync(http, e.StatusCode, InPlainWords(e));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            log.LogDebug("{Method} {Path} was given up by its caller", http.Request.Method, http.Request.Path);
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            log.LogError(e, "{Method} {Path} failed", http.Request.Method, http.Request.Path);
            await SayAsync(http, StatusCodes.Status500InternalServerError, "Something is wrong inside Couriarr; its log says what.");
        }
    }

    // It names files, which are the household's business alone.
    private static string Reason(HttpContext http, StoreUnavailableException e) =>
        Caller.Of(http).Standing >= Standing.Reader ? e.Message : "The database takes nothing now; the log says why.";

    // The framework speaks of types in C# and of its options.
    private static string InPlainWords(BadHttpRequestException e) =>
        e.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => Refusal.TooMuch.Why,
            StatusCodes.Status408RequestTimeout => "The request came too slowly and was given up.",
            _ when e.Message.StartsWith("Implicit body inferred", StringComparison.Ordinal) => "The body is empty. Send a JSON object.",
            _ when e.Message.StartsWith("Failed to read parameter", StringComparison.Ordinal) =>
                $"The body is no JSON that fits here. Each name stands once in an object, and no more than {Limits.JsonDepth} levels deep.",
            _ => Misfit(e.Message),
        };

    // All that our doors bind besides are numbers, flags and text, and every text fits.
    private static string Misfit(string message) =>
        Misfit().Match(message) is { Success: true, Groups: var part }
            ? part["type"].Value.StartsWith("bool", StringComparison.Ordinal)
                ? $"{part["name"]} is '{part["value"]}'; it is true or false."
                : $"{part["name"]} is '{part["value"]}', which is no whole number{(part["digits"].Success ? " of a usual size" : "")}."
            : message;

    [GeneratedRegex(
        "^Failed to bind parameter \"(?<type>.*) (?<name>\\w+)\" from \"(?<value>(?<digits>-?[0-9]+)|.*)\"\\.$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.NonBacktracking
    )]
    private static partial Regex Misfit();

    private static async Task SayAsync(HttpContext http, int status, string sentence)
    {
        var answer = Pages.IsVisit(http.Request) ? await Pages.SorryAsync(http, sentence, status) : Answers.Sentence(status, sentence);
        await answer.ExecuteAsync(http);
    }
}
