namespace Couriarr.Features.Media;

/// <summary>
/// More files were to be removed at the destination than are allowed, and none was. Told once in an hour, however many events it takes
/// to lose a library.
/// </summary>
/// <param name="Files">How many of this work.</param>
/// <param name="Why">With what to do about it.</param>
public sealed record RemovalRefused(Work Work, int Files, string Why) : MediaEvent(Work);
