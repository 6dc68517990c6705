using Couriarr.Features.Media;
using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Scanning;

/// <summary>Looks at the folder of one movie, or of several that share it, and writes down what lies there.</summary>
/// <param name="Folder">Below the root of the library; empty for the root itself.</param>
public sealed record ScanMovie(string Library, string Folder, Occasion Why) : IJob<ScanMovie>
{
    /// <summary>What an app told of it.</summary>
    public Work? Work { get; init; }

    /// <summary>The name of the video that the app imported.</summary>
    public string? Video { get; init; }

    public static JobKind Kind { get; } =
        new("scan-movie")
        {
            Lane = MoviesModule.Lane,
            Priority = JobPriority.High,
            Timeout = TimeSpan.FromMinutes(10),
        };

    string? IJob.Gate => MoviesModule.GateOf(Library);

    string? IJob.UniqueKey => $"scan:{Library}:{Folder}:{Work?.Key}";
}
