using Couriarr.Jobs;

namespace Couriarr.Features.Movies.Publishing;

/// <summary>Brings what lies beside a movie in line with what was chosen for it and is known of it. What is so already is not touched.</summary>
/// <param name="Library">The movie's: one that takes nothing holds up no other.</param>
public sealed record PublishMovie(long Movie, string Library, Occasion Why) : IJob<PublishMovie>
{
    /// <summary>Only puts back what was published before.</summary>
    public bool OnlyRestore { get; init; }

    public static JobKind Kind { get; } =
        new("publish")
        {
            Lane = MoviesModule.Lane,
            Priority = JobPriority.Normal,
            Timeout = TimeSpan.FromMinutes(15),
        };

    string? IJob.Gate => MoviesModule.GateOf(Library);

    string? IJob.UniqueKey => FormattableString.Invariant($"publish:{Movie}:{OnlyRestore}");
}
