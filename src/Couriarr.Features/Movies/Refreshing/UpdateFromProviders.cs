using Couriarr.Features.Movies.Enriching;
using Couriarr.Features.Movies.Images;
using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Refreshing;

/// <summary>Has movies asked about again that changed at TMDB, or whose facts are old. The clock asks for it.</summary>
public sealed record UpdateFromProviders : IJob<UpdateFromProviders>
{
    public static JobKind Kind { get; } =
        new("scheduled-provider-update")
        {
            Lane = MoviesModule.ProviderLane,
            Priority = JobPriority.Low,
            Timeout = TimeSpan.FromMinutes(30),
        };

    string? IJob.Gate => MoviesModule.ProviderGate;

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class UpdateFromProvidersHandler(
    MovieTable movies,
    ChangesFeed feed,
    Libraries libraries,
    JobQueue queue,
    Gallery gallery,
    Ages ages
) : IJobHandler<UpdateFromProviders>
{
    private static readonly TimeSpan UnwornKept = TimeSpan.FromDays(30);

    public async Task<JobResult> RunAsync(UpdateFromProviders job, JobContext context, CancellationToken ct)
    {
        if (!libraries.AreDressed)
            return JobResult.Skip("No movies are dressed: there is no key for TMDB.");
        await gallery.ClearAsync(ages.Now - UnwornKept, ct);
        // What is dressed by hand alone would be due every night, and use up what the others need.
        var told = (await movies.ToldAsync(ct)).Where(one => libraries.Enriches(one.Library, Occasion.Schedule)).ToList();
        if (told.Count == 0)
            return JobResult.Skip("No movie is known that could have changed.");
        var (changed, until) = await feed.ReadAsync(ct);
        var read = new DateTimeOffset(until.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        var due = told.Where(one => ages.IsOld(one.At) || (changed.Contains(one.Number) && one.At < read))
            .OrderBy(one => one.At)
            .ThenBy(one => one.Id)
            .Take(ages.Budget)
            .Select(one => new EnrichMetadata(one.Id, Occasion.Schedule) { Anew = true })
            .ToList();
        // Not as follow-ups: only what is in the queue already may be taken as read. After a kill in between the days are read again.
        await queue.EnqueueAllAsync(due, Occasion.Schedule.Wish(), ct);
        if (due.Count < ages.Budget)
            await feed.KeepAsync(until, ct);
        return due.Count > 0 ? JobResult.Done : JobResult.Skip("Nothing changed, and nothing is old enough to be asked about again.");
    }
}
