namespace Couriarr.Features.Media;

/// <summary>Artwork and texts beside a movie were written upstream: who keeps a second library brings them there too.</summary>
/// <param name="Paths">Whole, as the instance sees them.</param>
/// <param name="Removed">What went because another name took its place.</param>
public sealed record MoviePublished(Work Work, IReadOnlyList<string> Paths, IReadOnlyList<string> Removed) : MediaEvent(Work);
