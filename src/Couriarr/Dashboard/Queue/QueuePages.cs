using Couriarr.Dashboard.Frame;
using Couriarr.Jobs;
using Couriarr.Jobs.Live;
using Couriarr.Jobs.Store;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Queue;

/// <summary>What waits, runs and ended, to look through and to change.</summary>
internal static class QueuePages
{
    public static void MapQueuePages(this IEndpointRouteBuilder app)
    {
        app.MapPage("/ui/queue", ShowQueueAsync);
        app.MapPage("/ui/history", ShowHistoryAsync);
        app.MapPage("/ui/jobs/{id:long}", JobPages.ShowAsync);
        app.MapAct(
            "/ui/jobs/{id:long}/retry",
            "Retry a job",
            (long id, HttpContext http, JobDesk desk, CancellationToken ct) =>
                AnswerAsync(http, desk.RetryAsync(new JobId(id), ct), "queue.retried")
        );
        app.MapAct(
            "/ui/jobs/{id:long}/cancel",
            "Cancel a job",
            (long id, HttpContext http, JobDesk desk, CancellationToken ct) =>
                AnswerAsync(http, desk.CancelAsync(new JobId(id), ct), "queue.cancelled")
        );
        app.MapAct(
            "/ui/jobs/{id:long}/rush",
            "Rush a job",
            (long id, HttpContext http, JobDesk desk, CancellationToken ct) =>
                AnswerAsync(http, desk.RushAsync(new JobId(id), ct), "queue.rushed")
        );
        app.MapChosenActs();
        app.MapAct("/ui/queue/retry-failed", "Bring back what failed", RetryFailedAsync);
        app.MapAct("/ui/queue/cancel", "Cancel many jobs", CancelManyAsync);
        app.MapAct("/ui/lanes/{lane}/pause", "Pause a lane", PauseAsync);
        app.MapAct("/ui/lanes/{lane}/resume", "Resume a lane", ResumeAsync);
    }

    private static async Task<IResult> ShowQueueAsync(
        HttpContext http,
        IJobReader reader,
        LiveFeed live,
        JobDesk desk,
        CancellationToken ct
    )
    {
        var view = await ViewAsync(JobFilter.Of(http.Request, ofHistory: false), reader, live, ct);
        var pauses = (await reader.GatesAsync(ct)).ToDictionary(gate => gate.Name, gate => gate.Reason);
        var lanes = desk.Lanes.Select(lane =>
        {
            var isPaused = pauses.TryGetValue(Gate.OfLane(lane.Name), out var reason);
            return new LaneLine(lane, isPaused, reason);
        });
        view = view with { Lanes = [.. lanes], LaneNames = [.. desk.Lanes.Select(lane => lane.Name)] };
        return await Pages.ShowAsync<QueuePage, QueueView>(http, Say("queue.title"), view);
    }

    private static async Task<IResult> ShowHistoryAsync(
        HttpContext http,
        IJobReader reader,
        LiveFeed live,
        JobDesk desk,
        CancellationToken ct
    )
    {
        var view = await ViewAsync(JobFilter.Of(http.Request, ofHistory: true), reader, live, ct);
        view = view with { LaneNames = [.. desk.Lanes.Select(lane => lane.Name)] };
        return await Pages.ShowAsync<QueuePage, QueueView>(http, Say("queue.history"), view);
    }

    private static async Task<QueueView> ViewAsync(JobFilter filter, IJobReader reader, LiveFeed live, CancellationToken ct)
    {
        var query = filter.Query;
        if (filter.IsSearch)
            query = query with { After = await Reach.FloorAsync(reader, query.Before, ct) };
        var found = await reader.ListAsync(query, ct);
        return filter.With([.. found.Select(job => JobLine.Of(job, live))], query.After?.Value);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, Task<Reply> asked, string done)
    {
        var form = await http.Request.ReadFormAsync();
        return await asked switch
        {
            Reply.Done { Job.Id: var id } => Pages.Back(http, form, Say(done, id.Value)),
            Reply.Refused refused => Pages.Back(http, form, refused.Why, isBad: true),
            _ => Pages.Back(http, form, Say("queue.gone"), isBad: true),
        };
    }

    private static async Task<IResult> RetryFailedAsync(HttpContext http, JobDesk desk, TimeProvider clock, CancellationToken ct)
    {
        var number = await desk.RetryFailedAsync(clock.GetUtcNow().AddDays(-1), ct);
        return Pages.Back(http, await http.Request.ReadFormAsync(ct), Say("queue.retried_many", number));
    }

    private static async Task<IResult> CancelManyAsync(HttpContext http, JobDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var isState = Enum.TryParse<JobState>(form["state"], ignoreCase: true, out var state) && Enum.IsDefined(state);
        var (kind, lane) = (NullIfEmpty(form["kind"]), NullIfEmpty(form["lane"]));
        if ((!isState && kind is null && lane is null) || (isState && state.IsEnded()))
            return Pages.Back(http, form, Say("queue.cancel_what"), isBad: true);
        var number = await desk.CancelAllAsync(isState ? [state] : [], kind, lane, ct);
        return Pages.Back(http, form, Say("queue.cancelled_many", number));
    }

    private static async Task<IResult> PauseAsync(string lane, HttpContext http, JobDesk desk, CancellationToken ct)
    {
        var isDone = await desk.PauseAsync(lane, Say("queue.paused_by"), ct);
        return Pages.Back(http, await http.Request.ReadFormAsync(ct), Say(isDone ? "queue.paused" : "queue.no_lane", lane), !isDone);
    }

    private static async Task<IResult> ResumeAsync(string lane, HttpContext http, JobDesk desk, CancellationToken ct)
    {
        var isDone = await desk.ResumeAsync(lane, ct);
        return Pages.Back(http, await http.Request.ReadFormAsync(ct), Say(isDone ? "queue.resumed" : "queue.no_lane", lane), !isDone);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
