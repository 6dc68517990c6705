using Couriarr.Features.Configuration.Options;
using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Enriching;

/// <summary>Has movies asked about again whose facts are old. The clock asks for it.</summary>
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

internal sealed class UpdateFromProvidersHandler(MovieTable movies, CouriarrOptions options, TimeProvider clock)
    : IJobHandler<UpdateFromProviders>
{
    private const int AtOnce = 500;

    public async Task<JobResult> RunAsync(UpdateFromProviders job, JobContext context, CancellationToken ct)
    {
        var stale = await movies.StaleAsync(clock.GetUtcNow() - options.Library.RefreshAfter, AtOnce, ct);
        foreach (var movie in stale)
            context.FollowUp(new EnrichMetadata(movie.Id, Occasion.Schedule), Occasion.Schedule.Wish());
        return stale.Count > 0 ? JobResult.Done : JobResult.Skip("Nothing is old enough to be asked about again.");
    }
}
