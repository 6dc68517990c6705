namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>
/// The one order of every stream: folder by folder, names by the bytes of their canonical decomposition, and what is shorter first. So a
/// walk yields it without sorting a tree, and a name written in NFC meets the same name written in NFD: they compare as equal.
/// </summary>
internal sealed class PathOrder : IComparer<string>
{
    public static PathOrder Instance { get; } = new();

    public int Compare(string? x, string? y) => KeyOf(x!).AsSpan().SequenceCompareTo(KeyOf(y!));

    /// <summary>Whose bytes compare as the paths do, for a database that sorts them (a blob). '/' is 0 in it.</summary>
    public static byte[] KeyOf(string path) => throw new NotSupportedException(path);
}
