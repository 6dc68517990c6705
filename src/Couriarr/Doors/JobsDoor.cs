using Couriarr.Features.Configuration;
using Couriarr.Jobs;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

/// <summary>The queue and its history, for people and their scripts.</summary>
internal static class JobsDoor
{
    private const int LongestPage = 500;
    private const int LargestTree = 1000;

    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/jobs", ListAsync);
        app.MapGet("/jobs/{id:long}", FindAsync);
        app.MapPost("/jobs/{id:long}/retry", (long id, JobDesk desk, CancellationToken ct) => AnswerAsync(desk.RetryAsync(new(id), ct)));
        app.MapPost("/jobs/{id:long}/cancel", (long id, JobDesk desk, CancellationToken ct) => AnswerAsync(desk.CancelAsync(new(id), ct)));
        app.MapPost("/jobs/{id:long}/rush", (long id, JobDesk desk, CancellationToken ct) => AnswerAsync(desk.RushAsync(new(id), ct)));
        app.MapPost("/queue/retry-failed", RetryFailedAsync);
    }

    private static async Task<IResult> ListAsync(
        IJobReader reader,
        HttpRequest request,
        CancellationToken ct,
        string? status = null,
        string? type = null,
        string? lane = null,
        long? root = null,
        long? before = null,
        int limit = 50
    )
    {
        if (StatusWords.Read(status, out var unknown) is not { } states)
            return Answers.BadRequest($"'{unknown}' is no status of a job. There are: {StatusWords.All}.");
        if (limit is < 1 or > LongestPage)
            return Answers.BadRequest($"limit is {limit}; it goes from 1 to {LongestPage}.");
        var query = new JobQuery(states, type, lane, IdOrNull(root), IdOrNull(before), Limit: limit + 1);
        var found = await reader.ListAsync(query, ct);
        var page = found.Take(limit).Select(JobView.Of).ToList();
        return Results.Json(new JobPage(page, found.Count > limit ? NextPage(request, page[^1].Id) : null), Answers.Json);
    }

    private static async Task<IResult> FindAsync(long id, IJobReader reader, CancellationToken ct)
    {
        if (await reader.FindAsync(new JobId(id), ct) is not { } job)
            return Answers.NoSuchJob(new JobId(id));
        var attempts = await reader.AttemptsAsync(job.Id, ct);
        var tree = await reader.ListAsync(new JobQuery(RootId: job.RootId, Limit: LargestTree), ct);
        return Results.Json(new JobDetail(JobView.Of(job), attempts, [.. tree.Reverse().Select(JobView.Of)]), Answers.Json);
    }

    private static async Task<IResult> RetryFailedAsync(JobDesk desk, TimeProvider clock, CancellationToken ct, string since = "24h") =>
        Duration.TryParse(since, out var span) && span <= TimeSpan.FromDays(3650)
            ? Results.Json(new { retried = await desk.RetryFailedAsync(clock.GetUtcNow() - span, ct) }, Answers.Json)
            : Answers.BadRequest($"since is '{since}'; it is {Duration.Forms}.");

    private static async Task<IResult> AnswerAsync(Task<Reply> asked) =>
        await asked switch
        {
            Reply.Done done => Results.Json(JobView.Of(done.Job), Answers.Json),
            Reply.NotFound missing => Answers.NoSuchJob(missing.Id),
            Reply.Refused refused => Answers.Conflict(refused.Why),
            var reply => throw new InvalidOperationException($"No answer for {reply}."),
        };

    private static JobId? IdOrNull(long? id) => id is { } value ? new JobId(value) : null;

    private static string NextPage(HttpRequest request, JobId last)
    {
        var kept = request.Query.Where(q => q.Key != "before").SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value));
        return request.Path + QueryString.Create([.. kept, KeyValuePair.Create("before", (string?)last.Value.ToString(null, null))]);
    }
}
