namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>Where in a stream the comparison is.</summary>
internal sealed class Cursor<T>(IAsyncEnumerable<T> items, Func<T, string> pathOf, CancellationToken ct) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<T> _items = items.GetAsyncEnumerator(ct);

    /// <summary>Of what comes next; null at the end.</summary>
    public string? Path { get; private set; }

    public T? Next => Path is null ? default : _items.Current;

    public async ValueTask MoveAsync() => Path = await _items.MoveNextAsync() ? pathOf(_items.Current) : null;

    /// <summary>Takes all that have this name, in whichever normal form.</summary>
    public async ValueTask TakeAsync(string path, List<T> into)
    {
        into.Clear();
        while (Path is not null && (ReferenceEquals(Path, path) || PathOrder.AreSame(Path, path)))
        {
            into.Add(_items.Current);
            await MoveAsync();
        }
    }

    public ValueTask DisposeAsync() => _items.DisposeAsync();
}
