using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Scanning;

/// <summary>What apps do to movies is looked at where it happened. That a file went for a better one is told again with the better one.</summary>
internal sealed class ScanChanges(Libraries libraries, PathMap map)
    : IReaction<MediaImported>,
        IReaction<MediaRenamed>,
        IReaction<MediaFilesDeleted>,
        IReaction<MediaDeleted>
{
    public Task<IEnumerable<IJob>> JobsForAsync(MediaImported happened, CancellationToken ct) =>
        Scans(happened.Work, happened.Files.Count > 0 ? [.. happened.Files.Select(file => file.Path)] : [Any(happened.Work)]);

    public Task<IEnumerable<IJob>> JobsForAsync(MediaRenamed happened, CancellationToken ct) =>
        // The new place first: there the movie takes its row along.
        Scans(happened.Work, [.. happened.Files.Select(file => file.To), .. happened.Files.Select(file => file.From)]);

    public Task<IEnumerable<IJob>> JobsForAsync(MediaFilesDeleted happened, CancellationToken ct) =>
        Scans(happened.Work, happened.ForUpgrade ? [] : happened.Paths);

    public Task<IEnumerable<IJob>> JobsForAsync(MediaDeleted happened, CancellationToken ct) =>
        Scans(happened.Work, happened.WithFiles ? [Any(happened.Work)] : []);

    // Of what no file was named.
    private static string Any(Work work) => $"{work.Folder.TrimEnd('/')}/";

    private Task<IEnumerable<IJob>> Scans(Work work, IReadOnlyList<string> paths) =>
        Task.FromResult<IEnumerable<IJob>>(
            work.Type is MediaType.Movie && libraries.AreDressed
                ? [.. paths.Select(path => ScanOf(work, path)).OfType<ScanMovie>().DistinctBy(scan => (scan.Library, scan.Folder))]
                : []
        );

    private ScanMovie? ScanOf(Work work, string path)
    {
        if (map.Place(path, work.Instance, work) is not Placement.Found place || libraries.Find(place.Route.Name) is null)
            return null;
        var isFolder = path.EndsWith('/');
        var folder = isFolder ? place.Within : Path.GetDirectoryName(place.Within) ?? "";
        return new ScanMovie(place.Route.Name, folder, Occasion.Webhook)
        {
            Work = work,
            Video = isFolder ? null : Path.GetFileName(place.Within),
        };
    }
}
