using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Features.Places;
using Couriarr.Jobs;
using Couriarr.Jobs.Live;

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

    // What a person asked for is not lost in what the clock asks for, which leads to less.
    string? IJob.UniqueKey => $"library-scan:{Library}:{Why}";
}

internal sealed class ScanLibraryHandler(Libraries libraries, Mounts mounts, ScanTable table, CouriarrOptions options, TimeProvider clock)
    : IJobHandler<ScanLibrary>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    public async Task<JobResult> RunAsync(ScanLibrary job, JobContext context, CancellationToken ct)
    {
        if (libraries.Find(job.Library) is not { } route)
            return JobResult.Skip($"The library '{job.Library}' is not dressed any more.");
        // An empty folder where a mount should be would make every movie gone.
        if ((await mounts.LookAnewAsync(route.Source, Side.Source, ct)).Trouble is { } trouble)
            throw new BlockedException(trouble.Sentence);
        var there = await Aside.RunAsync(() => LibraryWalk.Of(route.Source, options.Sync.Excludes), route.Source, Patience, clock, ct);
        var known = await table.FoldersAsync(job.Library, ct);
        // What is new first: a movie whose folder has another name takes its row along, before its old place is looked at.
        foreach (var folder in there.Concat(known.Except(there, StringComparer.Ordinal)))
            context.FollowUp(new ScanMovie(job.Library, folder, job.Why), job.Why.Wish());
        context.FollowUp(new FindRivals());
        context.Report(new JobProgress(there.Count, there.Count, "Movies' folders were found"));
        return there.Count + known.Count > 0 ? JobResult.Done : JobResult.Skip("There is no movie in it.");
    }
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
