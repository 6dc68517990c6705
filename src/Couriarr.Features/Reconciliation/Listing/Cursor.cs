namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>Where in a stream the comparison is.</summary>
internal sealed class Cursor<T>(IAsyncEnumerable<T> items, Func<T, string> pathOf, CancellationToken ct) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<T> _items = items.GetAsyncEnumerator(ct);

    /// <summary>Of what comes next; null at the end.</summary>
    public string? Path { get; private set; }

    public T? Next => Path is null ? default : _items.Current;

    // Nearly always the next one is there already: then nobody waits for anything, and it costs no more than a call.
    public ValueTask MoveAsync()
    {
        var moving = _items.MoveNextAsync();
        if (!moving.IsCompletedSuccessfully)
            return ArriveAsync(moving);
        Arrive(moving.Result);
        return default;
    }

    /// <summary>Takes all that have this name, in whichever normal form.</summary>
    public ValueTask TakeAsync(string path, List<T> into)
    {
        into.Clear();
        while (Path is not null && PathOrder.AreSame(Path, path))
        {
            into.Add(_items.Current);
            var moving = MoveAsync();
            if (!moving.IsCompletedSuccessfully)
                return TakeMoreAsync(moving, path, into);
        }
        return default;
    }

    private async ValueTask TakeMoreAsync(ValueTask moving, string path, List<T> into)
    {
        await moving;
        while (Path is not null && PathOrder.AreSame(Path, path))
        {
            into.Add(_items.Current);
            await MoveAsync();
        }
    }

    private async ValueTask ArriveAsync(ValueTask<bool> moving) => Arrive(await moving);

    private void Arrive(bool isThere) => Path = isThere ? pathOf(_items.Current) : null;

    public ValueTask DisposeAsync() => _items.DisposeAsync();
}
