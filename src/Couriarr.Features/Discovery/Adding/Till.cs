using Couriarr.Features.Discovery.Catalogue;
using Couriarr.Features.Media;
using Couriarr.Jobs;
using Couriarr.Storage.Sql;
using Microsoft.Extensions.Logging;

namespace Couriarr.Features.Discovery.Adding;

/// <summary>Writes down how an errand ended, where people and the next run see it. What is to be told of the run follows from every end.</summary>
internal sealed class Till(
    Database database,
    AdditionTable additions,
    AddingCounts results,
    ILogger<History> diary,
    ILogger<AddOne> log,
    TimeProvider clock
)
{
    public async Task<JobResult> SettleAsync(Errand errand, Settled settled, JobContext context, CancellationToken ct)
    {
        await database.WriteAsync(
            async session =>
            {
                await errand.Wishes.SettleAsync(session, errand.Wish.Id, settled, clock.GetUtcNow());
                return await additions.EndAsync(session, errand.Wishes.Source, errand.Wish, Planner.Remembered(settled.Status));
            },
            WriteKind.Upkeep,
            ct
        );
        results.Count(settled.Status);
        context.FollowUp(new TellFound());
        if (settled.Status is ShowStatus.Added)
            diary.LogInformation("{Title} was added to {App} ({Rule})", errand.Wish.Title, errand.Target.Name, errand.Wish.By);
        else
            log.LogInformation(
                "{Title} was not added to {App}: {Why}",
                errand.Wish.Title,
                errand.Target.Name,
                settled.Error ?? settled.Note ?? "it has it already"
            );
        return JobResult.Done;
    }

    /// <summary>Nothing came of it, and nothing stands against it: the next run sees it anew.</summary>
    public async Task<JobResult> DropAsync(Errand errand, string why, JobContext context, CancellationToken ct)
    {
        await database.WriteAsync(
            session => additions.EndAsync(session, errand.Wishes.Source, errand.Wish, state: null),
            WriteKind.Upkeep,
            ct
        );
        log.LogInformation("{Title} was not added to {App}: {Why}", errand.Wish.Title, errand.Target.Name, why);
        context.FollowUp(new TellFound());
        return JobResult.Done;
    }
}
