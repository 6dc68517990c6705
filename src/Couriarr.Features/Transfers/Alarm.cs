using Couriarr.Features.Media;
using Couriarr.Jobs;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Transfers;

/// <summary>
/// Tells of transfers that failed and of removals that were refused. A job that fails can leave no follow-ups, so these are added at once: after a crash in just
/// that moment they may come twice, but never not at all.
/// </summary>
internal sealed class Alarm(Reactions reactions, JobQueue queue, ILogger<History> history)
{
    public async Task RaiseAsync(Work work, ImportedFile file, string error, bool willRetry, CancellationToken ct)
    {
        history.LogError("{Title} was not carried{Ending}: {Error}", Titles.Of(work, file), willRetry ? " yet" : "", error);
        var failed = new TransferFailed(work, file.Path, error) { Quality = file.Quality, WillRetry = willRetry };
        if (await reactions.ToAsync(failed, ct) is { Count: > 0 } jobs)
            await queue.EnqueueAllAsync(jobs, ct: ct);
    }

    public async Task RefuseAsync(Work work, int files, string why, CancellationToken ct)
    {
        history.LogError("Removing at the destination was refused: {Why}", why);
        if (await reactions.ToAsync(new RemovalRefused(work, files, why), ct) is { Count: > 0 } jobs)
            await queue.EnqueueAllAsync(jobs, ct: ct);
    }
}
