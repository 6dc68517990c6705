using Couriarr.Jobs;

namespace Couriarr.Doors;

/// <summary>Turns what goes wrong inside into an answer: what happened, and whether to come again.</summary>
internal sealed class Apologies(RequestDelegate next, ILogger<Apologies> log)
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
            await SayAsync(http, e.StatusCode, e.Message);
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

    private static Task SayAsync(HttpContext http, int status, string sentence)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new Mistake(sentence), Answers.Json, http.RequestAborted);
    }
}
