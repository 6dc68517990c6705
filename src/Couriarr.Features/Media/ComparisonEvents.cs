namespace Couriarr.Features.Media;

/// <summary>Both servers were compared; told once for each comparison.</summary>
/// <param name="Name">Nightly Comparison.</param>
/// <param name="Lines">One for each library, as it really was.</param>
/// <param name="Queued">How many missing files are carried for it.</param>
public sealed record LibrariesCompared(string Name, IReadOnlyList<string> Lines, int Queued);

/// <summary>
/// A person approved that files are removed at a destination which upstream has not. Whoever removes them looks again first, keeps to
/// the limits, and leaves alone what is no longer as it was seen.
/// </summary>
/// <param name="Route">The mapping, by its name.</param>
public sealed record RemovalApproved(Work Work, string Route, IReadOnlyList<ExtraFile> Files) : MediaEvent(Work);

/// <param name="Within">The path below both roots.</param>
/// <param name="Modified">In milliseconds since 1970.</param>
public sealed record ExtraFile(string Within, long Size, long Modified);
