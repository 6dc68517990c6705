using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Members;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Players;

/// <summary>
/// Writes down for every player what it is to be told of, and makes sure that it is asked. What comes close together is one request:
/// each player has one job that waits, and finds what to say in player_files.
/// </summary>
internal sealed record TellPlayers(Work Work, PlayerEvent Happened, IReadOnlyList<ChangedFile> Files) : IJob<TellPlayers>
{
    public static JobKind Kind { get; } =
        new("tell-players")
        {
            Lane = "critical",
            Retry = new RetryPolicy(10, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5)),
            Timeout = TimeSpan.FromMinutes(1),
        };
}

/// <summary>What changes at the destination concerns players.</summary>
internal sealed class TellOfChanges(MemberBook members, TimeProvider clock) : IReaction<MediaDelivered>, IReaction<MediaWithdrawn>
{
    public async Task<IEnumerable<IJob>> JobsForAsync(MediaDelivered happened, CancellationToken ct)
    {
        var files = happened.Files.ToLookup(file => file.Replaced, file => Of(file, happened.Took));
        return
        [
            .. await WhenAnyAsync(new TellPlayers(happened.Work, PlayerEvent.Imported, [.. files[false]]), ct),
            .. await WhenAnyAsync(new TellPlayers(happened.Work, PlayerEvent.Upgraded, [.. files[true]]), ct),
        ];
    }

    public Task<IEnumerable<IJob>> JobsForAsync(MediaWithdrawn happened, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var files = happened
            .Paths.Select(path => new ChangedFile(path, Change.Removed, now))
            .Concat(happened.Instead.Select(path => new ChangedFile(path, Change.Added, now)));
        var word = happened.Instead.Count > 0 ? PlayerEvent.Renamed : PlayerEvent.Deleted;
        return WhenAnyAsync(new TellPlayers(happened.Work, word, [.. files]), ct);
    }

    private async Task<IEnumerable<IJob>> WhenAnyAsync(TellPlayers job, CancellationToken ct) =>
        job.Files.Count > 0 && Target.Of(await members.AllAsync<PlayerTerms>(ct)).Any(target => target.Wants(job.Happened, job.Work.Type))
            ? [job]
            : [];

    private ChangedFile Of(DeliveredFile file, TimeSpan took) =>
        new(file.Path, file.Replaced ? Change.Replaced : Change.Added, file.ToldAt ?? clock.GetUtcNow() - took);
}

internal sealed class TellPlayersHandler(MemberBook members, Tidings tidings, PathMap map, TimeProvider clock) : IJobHandler<TellPlayers>
{
    public async Task<JobResult> RunAsync(TellPlayers job, JobContext context, CancellationToken ct)
    {
        var concerned = Target
            .Of(await members.AllAsync<PlayerTerms>(ct))
            .Where(target => target.Wants(job.Happened, job.Work.Type))
            .ToList();
        foreach (var target in concerned)
        {
            foreach (var files in job.Files.GroupBy(file => FolderOf(job.Work, file.Path), StringComparer.Ordinal))
                await tidings.AddAsync(context.Id.Value, job.Work, files.Key, target, files, ct);
            var then = clock.GetUtcNow() + target.Settle;
            context.FollowUp(Notify.Of(target), new EnqueueOptions(then));
            // A Kodi that is switched off is as it should be: nobody waits for it.
            if (!target.IsKodi)
                context.FollowUp(new AwaitVisible(target.Key), new EnqueueOptions(then + AwaitVisibleHandler.Soonest));
        }
        return concerned.Count > 0 ? JobResult.Done : JobResult.Skip("No player wants to know of it any more.");
    }

    /// <summary>The movie's or the show's, where the file lies in it; else the file's own.</summary>
    private string FolderOf(Work work, string path) =>
        map.Place(work.Folder, work.Instance, work) is Placement.Found { Within.Length: > 0 } found
        && PathView.IsBelow(path, found.Destination)
            ? found.Destination
            : Path.GetDirectoryName(path)!;
}
