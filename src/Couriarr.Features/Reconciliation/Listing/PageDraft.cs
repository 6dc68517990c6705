using System.Runtime.InteropServices;
using System.Text;
using Couriarr.Features.Places;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>Collects what a folder holds, to put it in order. Used again and again by one reader.</summary>
internal sealed class PageDraft : IComparer<PageDraft.Line>
{
    private readonly List<Line> _lines = [];
    private readonly List<byte> _bytes = [];
    private readonly List<Unread> _unread = [];
    private readonly char[] _name = new char[1024];

    public int Count => _lines.Count;

    public void Clear()
    {
        _lines.Clear();
        _bytes.Clear();
        _unread.Clear();
        HasLinks = false;
    }

    public void Refuse(string path, string reason) => _unread.Add(new Unread(path, reason));

    /// <param name="folder">Which of the twins it lies in.</param>
    public void Add(ReadOnlySpan<byte> name, int folder, FileFacts facts)
    {
        var start = _bytes.Count;
        _bytes.AddRange(name);
        var key = start;
        if (!Ascii.IsValid(name))
        {
            key = _bytes.Count;
            Decomposition.Append(_bytes, name);
        }
        _lines.Add(new Line(start, name.Length, key, _bytes.Count - key, folder, facts));
    }

    /// <summary>Something in it changes without the folder.</summary>
    public bool HasLinks { get; set; }

    public Page Make(IReadOnlyList<string> folders)
    {
        _lines.Sort(this);
        var entries = new Entry[_lines.Count];
        List<int> inner = [];
        for (var i = 0; i < entries.Length; i++)
        {
            var line = _lines[i];
            var kind =
                line.Facts.Kind is not FileKind.Folder ? EntryKind.File
                : i > 0 && entries[i - 1].Kind is not EntryKind.File && Key(line).SequenceEqual(Key(_lines[i - 1])) ? EntryKind.Twin
                : EntryKind.Folder;
            if (kind is EntryKind.Folder)
                inner.Add(i);
            entries[i] = new Entry(PathOf(folders[line.Folder], line), kind, line.Facts.Size, line.Facts.Modified / 1_000_000);
        }
        return new Page(entries, [.. inner], [.. _unread])
        {
            IsPlain = !HasLinks && _unread.Count == 0 && !Array.Exists(entries, entry => entry.Kind is EntryKind.Twin),
        };
    }

    // Files before folders of one name: then twins of folders stand together.
    int IComparer<Line>.Compare(Line x, Line y) =>
        Key(x).SequenceCompareTo(Key(y)) is not 0 and var order ? order
        : x.Facts.Kind != y.Facts.Kind ? (x.Facts.Kind is FileKind.Folder).CompareTo(y.Facts.Kind is FileKind.Folder)
        : Bytes(x.Name, x.NameLength).SequenceCompareTo(Bytes(y.Name, y.NameLength));

    private string PathOf(string folder, Line line)
    {
        var name = _name.AsSpan(0, NameBytes.Read(Bytes(line.Name, line.NameLength), _name));
        return folder.Length == 0 ? name.ToString() : string.Concat(folder, "/", name);
    }

    private ReadOnlySpan<byte> Key(Line line) => Bytes(line.Key, line.KeyLength);

    private ReadOnlySpan<byte> Bytes(int start, int length) => CollectionsMarshal.AsSpan(_bytes).Slice(start, length);

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Line(int Name, int NameLength, int Key, int KeyLength, int Folder, FileFacts Facts);
}
