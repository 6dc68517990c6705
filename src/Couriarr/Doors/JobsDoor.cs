using System.ComponentModel;
using Couriarr.Doors.Described;
using Couriarr.Features.Transfers;
using Couriarr.Jobs;
using Couriarr.Jobs.Live;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors;

/// <summary>The queue and its history, for people and their scripts.</summary>
internal static class JobsDoor
{
    private const int LongestPage = 500;
    private const int LongestTree = 200;
    private const int LongestText = 200;

    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/jobs", ListAsync)
            .Explained(
                "Jobs",
                "A page of jobs",
                "Newest first; next is the address of the following page, or null. progress is how far a running one has come, as /ws tells it, or null.",
                Examples.Page
            )
            .WithStrictQuery();
        app.MapGet("/jobs/{id:long}", FindAsync)
            .Explained(
                "Jobs",
                "One job",
                "With the runs that did not end it well, and what the same request, tick or click started: the 200 oldest, without payloads, and the files that they carried. "
                    + "progress is how far a running one has come, as /ws tells it, or null.",
                Examples.Detail
            )
            .MayRefuse(StatusCodes.Status404NotFound);
        MapWish(
            app,
            "retry",
            "Retry a job",
            "Brings an ended job back with all its retries, or a failed one forward.",
            (desk, id, ct) => desk.RetryAsync(id, ct)
        );
        MapWish(app, "cancel", "Cancel a job", "A waiting one at once, a running one soon.", (desk, id, ct) => desk.CancelAsync(id, ct));
        MapWish(
            app,
            "rush",
            "Rush a job",
            "Puts a waiting or scheduled job in front of its lane, now.",
            (desk, id, ct) => desk.RushAsync(id, ct)
        );
    }

    private static void MapWish(
        IEndpointRouteBuilder app,
        string wish,
        string summary,
        string more,
        Func<JobDesk, JobId, CancellationToken, Task<Reply>> grant
    ) =>
        app.MapPost(
                $"/jobs/{{id:long}}/{wish}",
                (long id, JobDesk desk, LiveFeed live, CancellationToken ct) => AnswerAsync(grant(desk, new JobId(id), ct), live)
            )
            .Explained("Jobs", summary, more, Examples.Job)
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> ListAsync(
        IJobReader reader,
        LiveFeed live,
        HttpRequest request,
        CancellationToken ct,
        [Description("One status or several with commas; all when left away.")] string? status = null,
        string? type = null,
        string? lane = null,
        [Description("Text anywhere in payload, note or type; A to Z in either case.")] string? q = null,
        [Description("Only jobs of the tree with this root.")] long? root = null,
        [Description("Only jobs older than this one.")] long? before = null,
        [Description("1 to 500.")] int limit = 50
    )
    {
        if (StatusWords.Read(status, out var unknown) is not { } states)
            return Answers.BadRequest($"'{unknown}' is no status of a job. There are: {StatusWords.All}.");
        if (limit is < 1 or > LongestPage)
            return Answers.BadRequest($"limit is {limit}; it goes from 1 to {LongestPage}.");
        if (q?.Length > LongestText)
            return Answers.BadRequest($"q has {q.Length} characters; it may have {LongestText}.");
        var query = new JobQuery(states, type, lane, IdOrNull(root), IdOrNull(before), Text: q, Limit: limit + 1);
        var found = await reader.ListAsync(query, ct);
        var page = found.Take(limit).Select(job => JobView.Of(job, live)).ToList();
        return Results.Json(new JobPage(page, found.Count > limit ? NextPage(request, page[^1].Id) : null), Answers.Json);
    }

    private static async Task<IResult> FindAsync(long id, IJobReader reader, LiveFeed live, SyncJobs transfers, CancellationToken ct)
    {
        if (await reader.FindAsync(new JobId(id), ct) is not { } job)
            return Answers.NoSuchJob(new JobId(id));
        var attempts = await reader.AttemptsAsync(job.Id, ct);
        var tree = await reader.ListAsync(new JobQuery(RootId: job.RootId, OldestFirst: true, Limit: LongestTree), ct);
        var size = await reader.CountTreeAsync(job.RootId, ct);
        var files = await transfers.OfJobsAsync([.. tree.Select(member => member.Id.Value).Append(id).Distinct()], LongestPage, ct);
        var shown = tree.Select(member => JobView.WithoutPayload(member, live));
        return Results.Json(new JobDetail(JobView.Of(job, live), attempts, size, [.. shown], files), Answers.Json);
    }

    private static async Task<IResult> AnswerAsync(Task<Reply> asked, LiveFeed live) =>
        await asked switch
        {
            Reply.Done done => Results.Json(JobView.Of(done.Job, live), Answers.Json),
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
