using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Publishing;

/// <summary>Forgets what was replaced long ago, and movies that are gone that long.</summary>
public sealed record CleanLibrary : IJob<CleanLibrary>
{
    public static JobKind Kind { get; } = new("library-cleanup") { Lane = "maintenance", Priority = JobPriority.Lowest };

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class CleanLibraryHandler(RecycleBin bin, NfoCopies copies, PublishedTable published, TimeProvider clock)
    : IJobHandler<CleanLibrary>
{
    // As long as failures are remembered.
    private static readonly TimeSpan GoneFor = TimeSpan.FromDays(90);

    public async Task<JobResult> RunAsync(CleanLibrary job, JobContext context, CancellationToken ct)
    {
        var days = bin.Empty();
        var movies = await published.ForgetGoneAsync(clock.GetUtcNow() - GoneFor, ct);
        movies.ForEach(copies.Forget);
        return days + movies.Count > 0 ? JobResult.Done : JobResult.Skip("Nothing was old enough to forget.");
    }
}
