using System.Text;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>
/// The one order of every stream: folder by folder, names by the bytes of their canonical decomposition, and what is shorter first. So a
/// walk yields it without sorting a tree, and a name written in NFC meets the same name written in NFD: they compare as equal.
/// </summary>
internal sealed class PathOrder : IComparer<string>
{
    public static PathOrder Instance { get; } = new();

    public int Compare(string? x, string? y) => Compare(x.AsSpan(), y.AsSpan());

    public static int Compare(ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        var at = x.CommonPrefixLength(y);
        if (at == x.Length && at == y.Length)
            return 0;
        // Between letters of ASCII nothing that stands elsewhere has a say.
        var (one, other) = (RankAt(x, at), RankAt(y, at));
        return one < 128 && other < 128 ? one - other : KeyOf(x).AsSpan().SequenceCompareTo(KeyOf(y));
    }

    public static bool AreSame(ReadOnlySpan<char> x, ReadOnlySpan<char> y) => Compare(x, y) == 0;

    /// <summary>Whose bytes compare as the paths do, for a database that sorts them (a blob). '/' is 0 in it.</summary>
    public static byte[] KeyOf(ReadOnlySpan<char> path)
    {
        var bytes = new byte[path.Length * 3];
        var name = bytes.AsSpan(0, NameBytes.Write(path, bytes));
        name.Replace((byte)'/', (byte)0);
        if (Ascii.IsValid(name))
            return name.ToArray();
        var key = new List<byte>(bytes.Length);
        Decomposition.Append(key, name);
        return [.. key];
    }

    // The end before the next folder's name, and that before every other sign.
    private static int RankAt(ReadOnlySpan<char> path, int at) =>
        at == path.Length ? -1
        : path[at] == '/' ? 0
        : path[at];
}
