using Couriarr.Features.Intake;
using Couriarr.Features.Notifications.Telling;
using Couriarr.Features.Players;
using Couriarr.Features.Transfers;
using Couriarr.Jobs.Store;

namespace Couriarr.Doors.Timelines;

/// <summary>Everything that is known of a title, from the webhook to the last job, in the order in which it happened.</summary>
internal sealed class Timeline(InboxTable inbox, SyncJobs transfers, Tidings players, NoticeTable notices, IJobReader jobs)
{
    private const int MostWebhooks = 200;
    private const int MostFiles = 1000;
    private const int MostMessages = 500;
    private const int LongestTree = 200;

    /// <summary>Those whose name has the text in it, the busiest last days first.</summary>
    public async Task<IReadOnlyList<TitleView>> SearchAsync(string? text, int limit, CancellationToken ct)
    {
        var pattern = $"%{Escaped(text ?? "")}%";
        return Together(await inbox.WorksAsync(pattern, limit, ct), await transfers.WorksAsync(pattern, limit, ct), limit);
    }

    /// <summary>Those to which something happened of late, without looking through all of them.</summary>
    public async Task<IReadOnlyList<TitleView>> LatestAsync(int limit, CancellationToken ct) =>
        Together(await inbox.RecentWorksAsync(limit, ct), await transfers.RecentWorksAsync(limit, ct), limit);

    private static IReadOnlyList<TitleView> Together(
        IEnumerable<(string Key, string Title, DateTimeOffset At)> told,
        IEnumerable<(string Key, string Title, DateTimeOffset At)> carried,
        int limit
    ) =>
        [
            .. told.Concat(carried)
                .GroupBy(work => work.Key, StringComparer.Ordinal)
                .Select(same => TitleView.Of(same.Key, same.First().Title, same.Max(work => work.At)))
                .OrderByDescending(title => title.LastAt)
                .Take(limit),
        ];

    /// <returns>Null when nobody ever told of it.</returns>
    public async Task<TimelineView?> OfAsync(string key, CancellationToken ct)
    {
        var entries = await inbox.OfWorkAsync(key, MostWebhooks, ct);
        var files = await transfers.OfWorkAsync(key, MostFiles, ct);
        if (entries.Count + files.Count == 0)
            return null;
        var records = await JobsOfAsync(entries, files, ct);
        var moments = new List<Moment>([.. entries.Select(Moment.Of), .. records.Select(Moment.Of), .. files.Select(Moment.Of)]);
        moments.AddRange(Watchable.MomentsOf(await players.OfWorkAsync(key, MostFiles, ct)));
        // Of one file there may be several rows: one for each time that it was brought.
        moments.AddRange(
            files.Where(file => file.RemovedAt is not null).DistinctBy(f => (f.DestPath, f.RemovedAt)).Select(Moment.OfRemoval)
        );
        foreach (var job in records.Where(Stumbled))
            moments.AddRange((await jobs.AttemptsAsync(job.Id, ct)).Select(attempt => Moment.Of(job, attempt)));
        moments.AddRange((await notices.OfWorkAsync(key, MostMessages, ct)).Select(Moment.Of));
        var title = entries.FirstOrDefault()?.Title ?? files.FirstOrDefault()?.Title ?? key;
        return new TimelineView(key, title, [.. moments.OrderBy(m => m.At).ThenBy(m => m.Inbox is null).ThenBy(m => m.Job)])
        {
            Complete = entries.Count < MostWebhooks && files.Count < MostFiles,
        };
    }

    // A job that nobody's webhook began was begun by hand; several webhooks may share one transfer.
    private async Task<IReadOnlyCollection<JobRecord>> JobsOfAsync(
        IEnumerable<InboxEntry> entries,
        IReadOnlyCollection<ShownTransfer> files,
        CancellationToken ct
    )
    {
        var found = new Dictionary<long, JobRecord>();
        var wanted = entries
            .Select(entry => entry.JobId)
            .Concat(files.Select(file => (long?)file.BroughtBy))
            .Concat(files.Select(file => file.JobId))
            .OfType<long>()
            .Distinct();
        foreach (var id in wanted.Where(id => !found.ContainsKey(id)))
            if (await jobs.FindAsync(new JobId(id), ct) is { } job)
                foreach (var member in await jobs.ListAsync(new JobQuery(RootId: job.RootId, OldestFirst: true, Limit: LongestTree), ct))
                    found[member.Id.Value] = member;
        return found.Values;
    }

    private static bool Stumbled(JobRecord job) =>
        job.RetryCount + job.CrashCount > 0 || job.State is not (JobState.Succeeded or JobState.Skipped);

    private static string Escaped(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
}

/// <param name="Id">Instance and number, radarr-hd:12; the same for ever.</param>
/// <param name="Timeline">The address of its timeline.</param>
internal sealed record TitleView(string Id, string Title, DateTimeOffset LastAt, string Timeline)
{
    public static TitleView Of(string key, string title, DateTimeOffset at) =>
        new(key, title, at, $"/titles/{Uri.EscapeDataString(key).Replace("%3A", ":", StringComparison.Ordinal)}/timeline");
}

internal sealed record TimelineView(string Id, string Title, IReadOnlyList<Moment> Moments)
{
    /// <summary>False when there is more than is shown: the newest 200 webhooks and 1,000 files.</summary>
    public bool Complete { get; init; } = true;
}
