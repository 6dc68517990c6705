using System.Runtime.InteropServices;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>What has one name: with the app, at the source, at the destination.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Trio(Known? Known, ListedFile? Source, ListedFile? Destination)
{
    public string Path => Source?.Path ?? Known?.Path ?? Destination!.Value.Path;
}

/// <summary>The three streams side by side.</summary>
internal sealed class Abreast(Cursor<Known> truth, Cursor<ListedFile> source, Cursor<ListedFile> destination)
{
    private readonly List<Known> _known = [];
    private readonly List<ListedFile> _here = [];
    private readonly List<ListedFile> _there = [];

    /// <summary>What an app says next, and has said last.</summary>
    public Known? Coming => truth.Path is null ? null : truth.Next;
    public Known? Last { get; private set; }

    public async ValueTask BeginAsync()
    {
        await truth.MoveAsync();
        await source.MoveAsync();
        await destination.MoveAsync();
    }

    /// <summary>All of the next name: nearly always one trio.</summary>
    /// <returns>False at the end.</returns>
    public async ValueTask<bool> NextAsync(List<Trio> into)
    {
        into.Clear();
        if (First(First(source.Path, truth.Path), destination.Path) is not { } path)
            return false;
        if (truth.Path is null)
            _known.Clear();
        else
            await truth.TakeAsync(path, _known);
        await source.TakeAsync(path, _here);
        await destination.TakeAsync(path, _there);
        Last = _known.Count > 0 ? _known[^1] : Last;
        if (_known.Count > 1 || _here.Count > 1 || _there.Count > 1)
            Pair(into);
        else
            into.Add(new Trio(Only(_known), Only(_here), Only(_there)));
        return true;
    }

    // One name in several normal forms, and each is a file: first those that are written alike, then as they come.
    private void Pair(List<Trio> into)
    {
        foreach (var file in _here)
            into.Add(new Trio(Take(_known, k => k.Path == file.Path), file, Take(_there, d => d.Path == file.Path)));
        for (var i = 0; i < into.Count; i++)
            into[i] = new Trio(into[i].Known ?? Take(_known, _ => true), into[i].Source, into[i].Destination ?? Take(_there, _ => true));
        while (_there.Count > 0 || _known.Count > 0)
            into.Add(new Trio(Take(_known, _ => true), null, Take(_there, _ => true)));
    }

    private static T? Only<T>(List<T> items)
        where T : struct => items.Count > 0 ? items[0] : null;

    private static T? Take<T>(List<T> items, Predicate<T> isIt)
        where T : struct
    {
        if (items.FindIndex(isIt) is var at && at < 0)
            return null;
        var item = items[at];
        items.RemoveAt(at);
        return item;
    }

    private static string? First(string? one, string? other) =>
        one is null ? other
        : other is null || PathOrder.Compare(one, other) <= 0 ? one
        : other;
}
