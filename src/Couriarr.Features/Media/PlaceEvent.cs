namespace Couriarr.Features.Media;

/// <summary>Something that happened to a folder that media lie in. No work is concerned more than another.</summary>
/// <param name="Route">The mapping, by its name.</param>
/// <param name="Side">source or destination.</param>
public abstract record PlaceEvent(string Route, string Side, string Folder);

/// <summary>It went away, or is full; told once. Jobs of its route wait and lose no retry.</summary>
public sealed record MountLost(string Route, string Side, string Folder, string Why) : PlaceEvent(Route, Side, Folder)
{
    public bool IsFull { get; init; }
}

/// <summary>It is there again, or has room again; told once.</summary>
public sealed record MountBack(string Route, string Side, string Folder, TimeSpan Away) : PlaceEvent(Route, Side, Folder)
{
    public bool WasFull { get; init; }
}
