using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Scanning;

/// <summary>Has every folder of a library scanned, and finds out what is gone.</summary>
public sealed record ScanLibrary(string Library, Occasion Why) : IJob<ScanLibrary>
{
    public static JobKind Kind { get; } =
        new("library-scan")
        {
            Lane = MoviesModule.Lane,
            Priority = JobPriority.High,
            Timeout = TimeSpan.FromHours(2),
        };

    string? IJob.Gate => MoviesModule.GateOf(Library);

    string? IJob.UniqueKey => $"library-scan:{Library}";
}

/// <summary>Has every library scanned. The clock asks for it.</summary>
public sealed record ScanLibraries : IJob<ScanLibraries>
{
    public static JobKind Kind { get; } = new("scheduled-file-scan") { Lane = MoviesModule.Lane, Priority = JobPriority.Low };

    string? IJob.UniqueKey => Kind.Name;
}

internal sealed class ScanLibrariesHandler(Libraries libraries) : IJobHandler<ScanLibraries>
{
    public Task<JobResult> RunAsync(ScanLibraries job, JobContext context, CancellationToken ct)
    {
        foreach (var library in libraries.All)
            context.FollowUp(new ScanLibrary(library.Name, Occasion.Schedule), Occasion.Schedule.Wish());
        return Task.FromResult(libraries.All.Count > 0 ? JobResult.Done : JobResult.Skip("No library is dressed."));
    }
}
