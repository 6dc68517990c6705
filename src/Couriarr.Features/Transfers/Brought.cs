using Couriarr.Features.Media;
using Couriarr.Features.Places;

namespace Couriarr.Features.Transfers;

/// <summary>A file that we brought to the destination, by its newest row.</summary>
internal sealed record Brought(long Id, Route Route, string Within, ImportedFile File)
{
    /// <summary>A run of the same job before this one wrote down that it is removed; it may lie there yet.</summary>
    public bool IsReserved { get; init; }

    /// <summary>An upgrade replaced it.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>What it is called upstream by now, and where that lies when it is another name than ours.</summary>
    public required string UpstreamPath { get; init; }
    public Placement? Upstream { get; init; }

    /// <summary>What must be there for anyone to say that it is gone upstream.</summary>
    public IEnumerable<Route> Routes => Upstream is Placement.Found other ? [Route, other.Route] : [Route];

    public string AppPath => File.Path;
    public string Destination => Path.Join(Route.Destination, Within);
    public string[] Folders => Within.Split('/')[..^1];
    public string Name => Within.Split('/')[^1];

    /// <summary>Came later and has something of it: the movie, or an episode. Of other media nobody can say which file replaces which.</summary>
    public bool IsSucceededBy(Brought other, MediaType type) =>
        other.Id > Id
        && !other.IsReserved
        && !Sidecar.Is(other.Name)
        && type switch
        {
            MediaType.Movie => true,
            MediaType.Tv => other.File.Episodes.Any(Holds),
            _ => false,
        };

    /// <summary>Nothing that was in it is lost when it goes: of two episodes both are there.</summary>
    public bool IsWholeIn(IReadOnlyCollection<Brought> successors, MediaType type) =>
        successors.Count > 0
        && (type is MediaType.Movie || File.Episodes.Count > 0 && Content.All(episode => successors.Any(s => s.Holds(episode))));

    // Of a file that came with others the app does not say what is in it: a name like S01E01-E03 may hold more than was found there.
    private IEnumerable<Episode> Content => File.Episodes.Concat(Titles.SpanIn(Name));

    private bool Holds(Episode episode) => File.Episodes.Any(own => (own.Season, own.Number) == (episode.Season, episode.Number));
}
