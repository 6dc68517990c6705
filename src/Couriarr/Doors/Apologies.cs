using System.Text.RegularExpressions;
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
            await SayAsync(http, StatusCodes.Status503ServiceUnavailable, e.Message);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await SayAsync(http, e.StatusCode, InPlainWords(e.Message));
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

    // The framework names the type in C#; all that our doors bind are numbers and text, and every text fits.
    private static string InPlainWords(string message) =>
        Misfit().Match(message) is { Success: true, Groups: var part }
            ? $"{part["name"]} is '{part["value"]}', which is no whole number{(part["digits"].Success ? " of a usual size" : "")}."
            : message;

    [GeneratedRegex(
        "^Failed to bind parameter \".* (?<name>\\w+)\" from \"(?<value>(?<digits>-?[0-9]+)|.*)\"\\.$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.NonBacktracking
    )]
    private static partial Regex Misfit();

    private static Task SayAsync(HttpContext http, int status, string sentence)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new Mistake(sentence), Answers.Json, http.RequestAborted);
    }
}
