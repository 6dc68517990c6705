namespace Couriarr.Features.Places;

/// <summary>What we ourselves put into the folders of others. It belongs to no library.</summary>
internal static class OwnNames
{
    /// <summary>Keeps what was replaced or removed.</summary>
    public const string Recycle = ".couriarr-recycle";

    public static bool Are(ReadOnlySpan<char> name) =>
        name.StartsWith(TempName.Beginning, StringComparison.Ordinal)
        && (name is Recycle or MountSight.Marker || name.EndsWith(TempName.Ending, StringComparison.Ordinal));
}
