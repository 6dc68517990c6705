using System.Text;
using Couriarr.Neighbours;
using Microsoft.AspNetCore.Http;

namespace Couriarr.Tests.Discovery.Cycle;

/// <summary>Every fourth answer of a TVmaze that has a bad day is none.</summary>
internal static class BadDay
{
    public static IResult? Trouble(string asked, int call) =>
        (call % 20) switch
        {
            3 => FakeTvmaze.TooMany("1"),
            7 => Results.StatusCode(StatusCodes.Status500InternalServerError),
            11 => Results.Text("<html><title>Bad gateway</title></html>", "text/html"),
            15 => new CutShort(),
            19 => Results.Text("""[{"id": 250, "name": "Half a sh""", "application/json"),
            _ => null,
        };

    /// <summary>Takes the question and never answers.</summary>
    public static IResult Silence { get; } = new Silent();

    private sealed class Silent : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            Task.Delay(Timeout.Infinite, httpContext.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    /// <summary>Promises more than it gives.</summary>
    private sealed class CutShort : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            (httpContext.Response.ContentType, httpContext.Response.ContentLength) = ("application/json", 100_000);
            await httpContext.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("""[{"id": 1, "name": "Cut"}"""));
            await httpContext.Response.Body.FlushAsync();
            httpContext.Abort();
        }
    }
}
