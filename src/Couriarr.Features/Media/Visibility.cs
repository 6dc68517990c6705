namespace Couriarr.Features.Media;

/// <summary>Files are no longer at the destination under these names.</summary>
/// <param name="Paths">Whole, at the destination as we see it.</param>
public sealed record MediaWithdrawn(Work Work, IReadOnlyList<string> Paths) : MediaEvent(Work)
{
    /// <summary>The names that they have now, when they were renamed; none when they are gone.</summary>
    public IReadOnlyList<string> Instead { get; init; } = [];
}

/// <summary>A player shows it: it can be watched.</summary>
/// <param name="Player">As the owner knows it, like Plex 'den'.</param>
/// <param name="Paths">Whole, at the destination as we see it.</param>
/// <param name="Took">Since we were told of the import.</param>
public sealed record MediaAvailable(Work Work, string Player, IReadOnlyList<string> Paths, TimeSpan Took) : MediaEvent(Work);

/// <summary>A player does not show it though it should by now, or cannot even be told of it. Told once.</summary>
/// <param name="Player">As the owner knows it, like Plex 'den'.</param>
/// <param name="Paths">Whole, at the destination as we see it.</param>
public sealed record MediaNotVisible(Work Work, string Player, IReadOnlyList<string> Paths, string Why) : MediaEvent(Work);
