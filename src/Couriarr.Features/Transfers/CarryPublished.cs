using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Transfers;

/// <summary>What was written beside a movie follows it to the destination; what went there goes here too, where deletions are mirrored.</summary>
internal sealed class CarryPublished(PathMap map, CouriarrOptions options) : IReaction<MoviePublished>
{
    public Task<IEnumerable<IJob>> JobsForAsync(MoviePublished happened, CancellationToken ct) =>
        Task.FromResult<IEnumerable<IJob>>([.. Carried(happened), .. Removed(happened)]);

    private IEnumerable<IJob> Carried(MoviePublished happened) =>
        happened
            .Paths.Select(path => map.Place(path, happened.Work.Instance, happened.Work))
            .OfType<Placement.Found>()
            .Where(place => place.Source != place.Destination)
            .GroupBy(place => place.Route.Name, place => place.Within)
            .Select(files => new FetchSidecars(files.Key, happened.Work, TimeSpan.Zero) { Files = [.. files] });

    private IEnumerable<IJob> Removed(MoviePublished happened) =>
        happened.Removed.Count > 0 && options.Sync.Mirror.Deletes ? [new MirrorMedia(happened.Work, happened.Removed, [])] : [];
}
