using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>
/// Lets no more be removed within an hour than the owner allows, by whatever events, routes and runs of the program. An app that loses
/// its library tells of it file by file within minutes; whoever tidies up by hand has an hour's worth at once and can raise the limit.
/// </summary>
internal sealed class RemovalLimit(SyncJobs rows, Alarm alarm, CouriarrOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Writes the files down as removed before they are: whatever is cut off in between was counted.</summary>
    /// <exception cref="PermanentException">It would be too many: none is written down, and none may be removed.</exception>
    public async Task ReserveAsync(MirrorMedia job, long id, IReadOnlyList<Brought> files, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Window;
        var most = options.Sync.Mirror.MaxDeletes;
        if (await rows.RemoveAsync(id, files, job.Why, most, since, ct) is not { } refusal)
            return;
        var why = Sentence(job.Work, files.Count, refusal.Removed, most);
        if (refusal.IsNews)
            await alarm.RefuseAsync(job.Work, files.Count, why, ct);
        throw new PermanentException(why);
    }

    public Task GiveBackAsync(long id, IReadOnlyList<Brought> files, CancellationToken ct) => rows.TakeBackRemovalAsync(id, files, ct);

    private static string Sentence(Work work, int count, long removed, int most) =>
        $"{Files(count)} of {work.Title} would be removed and {Files(removed)} of the last hour were, more than the {most} an hour of "
        + "sync.mirror.max_deletes. None of them was. If it is right, raise that, restart, and retry this job"
        + $"{(count <= most ? "; or retry it in an hour" : "")}. If not, look after the library first.";

    private static string Files(long count) => count == 1 ? "1 file" : $"{count} files";
}
