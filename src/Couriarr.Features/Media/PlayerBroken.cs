namespace Couriarr.Features.Media;

/// <summary>A player cannot be told what arrives: it does not answer for long, or does not let us in. Told once; what it should have been told waits.</summary>
/// <param name="Player">As the owner knows it, like Plex 'den'.</param>
public sealed record PlayerBroken(string Player, string Why);

/// <summary>It can be told again; told once.</summary>
/// <param name="Player">As the owner knows it, like Plex 'den'.</param>
public sealed record PlayerBack(string Player, TimeSpan Away);
