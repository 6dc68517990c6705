using System.Text.Json;
using Couriarr.Dashboard.Frame;
using Couriarr.Features.Transfers;
using Couriarr.Jobs.Live;
using Couriarr.Jobs.Store;
using Couriarr.Logging;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Queue;

/// <summary>One job with all that belongs to it.</summary>
internal static class JobPages
{
    private const int LongestTree = 200;
    private const int MostFiles = 200;
    private const int MostLines = 40;
    private const int LogReach = 10_000;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public static async Task<IResult> ShowAsync(
        long id,
        HttpContext http,
        IJobReader reader,
        LiveFeed live,
        SyncJobs transfers,
        LogReader log,
        CancellationToken ct
    )
    {
        if (await reader.FindAsync(new JobId(id), ct) is not { } job)
            return await Pages.NotFoundAsync(http, Say("queue.gone"));
        var tree = await reader.ListAsync(new JobQuery(RootId: job.RootId, OldestFirst: true, Limit: LongestTree), ct);
        var view = new JobView(JobLine.Of(job, live), [.. Branches(tree).Select(b => (JobLine.Of(b.Job, live), b.Depth))])
        {
            TreeSize = await reader.CountTreeAsync(job.RootId, ct),
            Attempts = await reader.AttemptsAsync(job.Id, ct),
            Files = await transfers.OfJobsAsync([id], MostFiles, ct),
            Log = await LogAsync(job, log, ct),
            Payload = Pretty(job.Payload),
        };
        return await Pages.ShowAsync<JobPage, JobView>(http, Say("job.title", id, view.Line.Kind), view);
    }

    // Of a job of long ago the log is searched on its own page: an open page asks again and again.
    private static async Task<IReadOnlyList<WrittenLine>> LogAsync(JobRecord job, LogReader log, CancellationToken ct)
    {
        var question = new LogQuestion(MostLines, LogLevel.Debug)
        {
            Job = job.Id.Value,
            Since = job.CreatedAt - TimeSpan.FromSeconds(1),
            Reach = LogReach,
        };
        return [.. (await log.FindAsync(question, ct)).Reverse()];
    }

    // The root first, and behind each job those that it started.
    private static IEnumerable<(JobRecord Job, int Depth)> Branches(IReadOnlyList<JobRecord> tree)
    {
        var known = tree.Select(job => job.Id).ToHashSet();
        var children = tree.ToLookup(job => job.ParentId is { } parent && known.Contains(parent) ? parent : default(JobId?));
        return Below(null, 0);

        IEnumerable<(JobRecord, int)> Below(JobId? parent, int depth) =>
            children[parent].SelectMany(job => Below(job.Id, depth + 1).Prepend((job, depth)));
    }

    private static string Pretty(string payload)
    {
        try
        {
            return JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(payload), Readable);
        }
        catch (JsonException)
        {
            return payload;
        }
    }
}

/// <param name="Tree">What the same request, tick or click started: the oldest 200, each with its depth.</param>
internal sealed record JobView(JobLine Line, IReadOnlyList<(JobLine Line, int Depth)> Tree)
{
    public required long TreeSize { get; init; }
    public required IReadOnlyList<JobAttempt> Attempts { get; init; }
    public required IReadOnlyList<ShownTransfer> Files { get; init; }

    /// <summary>The latest lines first.</summary>
    public required IReadOnlyList<WrittenLine> Log { get; init; }
    public required string Payload { get; init; }
}
