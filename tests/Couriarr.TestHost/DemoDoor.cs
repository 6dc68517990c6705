using System.Text.Json;
using Couriarr.Doors;
using Couriarr.Doors.Access;
using Couriarr.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Couriarr.TestHost;

/// <summary>Stands where the product has its webhooks: what is answered with 202 is on the disk.</summary>
internal static class DemoDoor
{
    public static void MapDemo(this IEndpointRouteBuilder app)
    {
        app.MapPost("/demo", EnqueueAsync).OpenTo(Entrance.Webhooks);
        app.MapPost("/demo/{n:long}/release", (long n, Releases releases) => releases.Release(n));
    }

    private static async Task<IResult> EnqueueAsync(HttpRequest request, JobQueue queue, IFailPoints faults, CancellationToken ct)
    {
        var job = await JsonSerializer.DeserializeAsync<DemoJob>(request.Body, Answers.Json, ct);
        var id = await queue.EnqueueAsync(job!, ct: ct);
        faults.Reach("intake.after_commit_before_2xx");
        return Results.Json(new { job_id = id }, Answers.Json, statusCode: StatusCodes.Status202Accepted);
    }
}
