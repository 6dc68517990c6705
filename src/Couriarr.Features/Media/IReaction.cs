using Couriarr.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Couriarr.Features.Media;

/// <summary>
/// What one feature does about events of one type. It may look at its own tables and members, and changes nothing:
/// the jobs are born with the end of the job that asked, or not at all.
/// </summary>
public interface IReaction<in TEvent>
    where TEvent : class
{
    Task<IEnumerable<IJob>> JobsForAsync(TEvent happened, CancellationToken ct);
}

/// <summary>Everybody who reacts to anything.</summary>
public sealed class Reactions(IServiceProvider services)
{
    public async Task<IReadOnlyList<IJob>> ToAsync<TEvent>(TEvent happened, CancellationToken ct)
        where TEvent : class
    {
        var jobs = new List<IJob>();
        foreach (var reaction in services.GetServices<IReaction<TEvent>>())
            jobs.AddRange(await reaction.JobsForAsync(happened, ct));
        return jobs;
    }
}
