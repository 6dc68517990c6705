namespace Couriarr.Doors.Access;

/// <summary>What is remembered of each of those who come. Those for whom there is no room share one entry, so that memory is bounded.</summary>
/// <param name="isForgettable">Says of an entry that a new one would be the same.</param>
internal sealed class Remembered<TKey, TEntry>(int capacity, Func<TEntry> create, Func<TEntry, bool> isForgettable, TimeProvider clock)
    where TKey : notnull
    where TEntry : class
{
    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, TEntry> _all = [];
    private readonly TEntry _rest = create();
    private long? _cleaned;

    public int Count
    {
        get
        {
            lock (_gate)
                return _all.Count;
        }
    }

    /// <summary>Whatever is done with the entry is done alone.</summary>
    public T With<T>(TKey key, Func<TEntry, T> use)
    {
        lock (_gate)
            return use(Find(key));
    }

    private TEntry Find(TKey key)
    {
        if (_all.TryGetValue(key, out var entry))
            return entry;
        if (_all.Count >= capacity)
            Clean();
        return _all.Count < capacity ? _all[key] = create() : _rest;
    }

    private void Clean()
    {
        if (_cleaned is { } last && clock.GetElapsedTime(last) < BetweenCleanings)
            return;
        _cleaned = clock.GetTimestamp();
        foreach (var (key, entry) in _all)
            if (isForgettable(entry))
                _all.Remove(key);
    }
}
