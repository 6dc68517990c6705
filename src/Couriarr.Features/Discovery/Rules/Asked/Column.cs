using System.Runtime.InteropServices;
using Couriarr.Features.Discovery.Catalogue;

namespace Couriarr.Features.Discovery.Rules.Asked;

internal abstract class Column
{
    public abstract void Add(Show show);

    /// <summary>Nothing is added any more: gives back what only adding needed.</summary>
    public abstract void Close();
}

/// <summary>One field of many shows. Equal values stand here once, so a condition is asked once for each value, and only when it is needed.</summary>
internal sealed class Column<T>(Field<T> field) : Column
{
    private readonly Dictionary<ValueTuple<T>, int> _seen = new(new Same(field.Same));
    private readonly List<T> _adding = [];
    private readonly List<int> _placing = [];
    private T[] _values = [];
    private int[] _places = [];

    public override void Add(Show show)
    {
        var value = field.Read(show);
        if (field.IsOneOfAKind)
        {
            _adding.Add(value);
            return;
        }
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, new ValueTuple<T>(value), out var known);
        if (!known)
        {
            place = _adding.Count;
            _adding.Add(value);
        }
        _placing.Add(place);
    }

    public override void Close()
    {
        (_values, _places) = ([.. _adding], [.. _placing]);
        (_adding.Capacity, _placing.Capacity) = (Emptied(_adding), Emptied(_placing));
        _seen.Clear();
        _seen.TrimExcess();
    }

    public T At(int row) => _values[field.IsOneOfAKind ? row : _places[row]];

    /// <summary>Two that ask at once may both find out the same answer, which harms nobody.</summary>
    public Func<int, Answer> Ask(Func<T, Answer> test)
    {
        var (values, places, answers) = (_values, _places, new Answer[_values.Length]);
        return field.IsOneOfAKind ? AtPlace : row => AtPlace(places[row]);

        Answer AtPlace(int place) =>
            answers[place] is var answer && answer != Answer.NotAsked ? answer : answers[place] = test(values[place]);
    }

    private static int Emptied<TItem>(List<TItem> list)
    {
        list.Clear();
        return 0;
    }

    private sealed class Same(IEqualityComparer<T> inner) : IEqualityComparer<ValueTuple<T>>
    {
        public bool Equals(ValueTuple<T> x, ValueTuple<T> y) => inner.Equals(x.Item1, y.Item1);

        public int GetHashCode(ValueTuple<T> value) => value.Item1 is null ? 0 : inner.GetHashCode(value.Item1);
    }
}
