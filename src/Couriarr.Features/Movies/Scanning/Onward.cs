using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Movies.Enriching;
using Couriarr.Features.Movies.Publishing;
using Couriarr.Features.Places;
using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Scanning;

/// <summary>What comes after a scan: the providers are asked, or what an upgrade removed is put back, or nothing.</summary>
internal sealed class Onward(
    Libraries libraries,
    MovieFileTable files,
    PublishedTable published,
    Ffprobe ffprobe,
    CouriarrOptions options,
    TimeProvider clock
)
{
    public async Task FromAsync(Route library, IReadOnlyList<Movie> movies, Occasion why, JobContext context, CancellationToken ct)
    {
        foreach (var movie in movies.Where(movie => movie.State is not MovieState.Gone))
        {
            var there = await files.OfAsync(movie.Id, ct);
            await ProbeAsync(library, movie, there, ct);
            if (await NextAsync(movie, there, why, ct) is { } next)
                context.FollowUp(next, why.Wish());
        }
    }

    private async Task ProbeAsync(Route library, Movie movie, List<MovieFile> there, CancellationToken ct)
    {
        if (there.Find(file => file.Role is FileRole.Main) is { Streams: null } main)
            if (await ffprobe.OfAsync(Path.Join(library.Source, movie.Folder, main.Name), ct) is { } streams)
                await files.DescribeAsync(movie.Id, main.Name, streams, ct);
    }

    private async Task<IJob?> NextAsync(Movie movie, List<MovieFile> there, Occasion why, CancellationToken ct)
    {
        // A person is asked once, and not every night anew.
        if (
            movie.State is MovieState.Review
            && (why is Occasion.Schedule || movie.TmdbId is null && movie.FetchedAt is null && IsDoubtful(there))
        )
            return null;
        if (movie.IsMonitored && libraries.Enriches(movie.Library, why) && IsDue(movie))
            return new EnrichMetadata(movie.Id, why);
        var publishes = libraries.Publishes(movie.Library, why);
        var before = await published.OfAsync(movie.Id, ct);
        return (publishes && (movie.IsDirty || why is not Occasion.Schedule && movie.Facts is not null)) || IsMissing(movie, there, before)
            ? new PublishMovie(movie.Id, movie.Library, why) { OnlyRestore = !publishes }
            : null;
    }

    private static bool IsDoubtful(List<MovieFile> there) =>
        there.Exists(file => file is { Role: FileRole.Main, Confidence: < Sorting.Sure });

    private bool IsDue(Movie movie) =>
        movie.FetchedAt is not { } at || (movie.MissingAt is null && clock.GetUtcNow() - at > options.Library.RefreshAfter);

    // Removed, changed by somebody, or left behind when the video got another name.
    private static bool IsMissing(Movie movie, List<MovieFile> there, IReadOnlyList<PublishedFile> before) =>
        before.Any(file =>
            file.Folder != movie.Folder
            || !there.Exists(now => now.Name == file.Name && now.Size == file.Size)
            || (
                !movie.IsDisc
                && !FileNames.IsCalledAfter(movie.Stem, file.Name)
                && !file.Name.Equals("movie.nfo", StringComparison.OrdinalIgnoreCase)
            )
        );
}
