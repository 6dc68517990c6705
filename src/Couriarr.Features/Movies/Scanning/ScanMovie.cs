using Couriarr.Features.Media;
using Couriarr.Features.Movies.Nfo;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Scanning;

/// <summary>Looks at the folder of one movie, or of several that share it, and writes down what lies there.</summary>
/// <param name="Folder">Below the root of the library; empty for the root itself.</param>
public sealed record ScanMovie(string Library, string Folder, Occasion Why) : IJob<ScanMovie>
{
    /// <summary>What an app told of it.</summary>
    public Work? Work { get; init; }

    /// <summary>The name of the video that the app told of.</summary>
    public string? Video { get; init; }

    public static JobKind Kind { get; } =
        new("scan-movie")
        {
            Lane = MoviesModule.Lane,
            Priority = JobPriority.High,
            Timeout = TimeSpan.FromMinutes(10),
        };

    string? IJob.Gate => MoviesModule.GateOf(Library);

    string? IJob.UniqueKey => $"scan:{Library}:{Folder}:{Work?.Key}:{Why}";
}

internal sealed class ScanMovieHandler(
    Libraries libraries,
    Mounts mounts,
    ScanTable table,
    Onward onward,
    IFailPoints failPoints,
    TimeProvider clock
) : IJobHandler<ScanMovie>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public async Task<JobResult> RunAsync(ScanMovie job, JobContext context, CancellationToken ct)
    {
        if (libraries.Find(job.Library) is not { } route)
            return JobResult.Skip($"The library '{job.Library}' is not dressed any more.");
        // A folder that is missing because its mount is away is not gone.
        if ((await mounts.LookAsync(route.Source, Side.Source, ct)).Trouble is { } trouble)
            throw new BlockedException(trouble.Sentence);
        var view = await Aside.RunAsync(() => FolderReader.Read(route.Source, job.Folder), route.Source, Patience, clock, ct);
        failPoints.Reach("scan.after_read");
        if (view is { WasMoved: true })
            return JobResult.Snooze(Soon, "The folder was renamed while it was looked at.", reached: true);
        var movies = await table.StoreAsync(job.Library, job.Folder, view is null ? [] : Sightings(job, view), ct);
        failPoints.Reach("scan.after_store");
        await onward.FromAsync(route, movies, job.Why, context, ct);
        return view is null ? JobResult.Skip("The folder is not there any more.") : JobResult.Done;
    }

    private static List<Sighting> Sightings(ScanMovie job, FolderView view)
    {
        var folder = job.Folder.Length == 0 ? null : Path.GetFileName(job.Folder);
        var found = Sorting.Of(folder, view.Files, job.Video);
        return [.. found.Select(one => SightingOf(job, view, one, isOnly: found.Count == 1))];
    }

    private static Sighting SightingOf(ScanMovie job, FolderView view, FoundMovie found, bool isOnly)
    {
        // Of several movies in one folder, the app tells of the one whose file it named.
        var work = job.Work is { } told && (isOnly || found.Files.Any(file => file.Name == job.Video)) ? told : null;
        var name = NfoName.Of(found.Video, found.SharesFolder, view.Nfos.Keys);
        var nfo = view.Nfos.TryGetValue(name, out var there) ? NfoIds.Of(there) : new NfoIds(null, null);
        if (nfo is { Tmdb: null, Imdb: null } && there?.Movie is { } movie && movie.Text("title") is { } title)
            found = found with { Naming = new Naming(title, NfoReader.Year(movie) ?? found.Naming.Year) };
        return new Sighting(found, work is null ? null : MovieWork.Of(work), nfo)
        {
            Told = work is null
                ? null
                : new NfoIds(work.Ids.Tmdb is > 0 and var id ? id : null, work.Ids.Imdb is { Length: > 0 } imdb ? imdb : null),
            Named = NamedBy(job, found),
            Title = work?.Title,
            Year = work?.Year is > 0 and var year ? year : null,
        };
    }

    private static NfoIds NamedBy(ScanMovie job, FoundMovie found)
    {
        var video = Naming.IdsIn(Sorting.StemOf(found.Video));
        return video is { Tmdb: null, Imdb: null } && !found.SharesFolder ? Naming.IdsIn(Path.GetFileName(job.Folder)) : video;
    }
}
