namespace Couriarr.Features.Movies.Images.Looks;

/// <summary>The bits of a scan, one behind the other.</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> coded)
{
    private readonly ReadOnlySpan<byte> _coded = coded;
    private int _at;
    private int _left;
    private byte _byte;

    public int Next()
    {
        if (_left == 0)
            Load();
        return (_byte >> --_left) & 1;
    }

    /// <summary>A number of so many bits; those that begin with 0 are below nought.</summary>
    public int Signed(int length)
    {
        var value = 0;
        for (var i = 0; i < length; i++)
            value = (value << 1) | Next();
        return length > 0 && value >> (length - 1) == 0 ? value - (1 << length) + 1 : value;
    }

    /// <summary>Goes behind the mark from which it begins anew.</summary>
    public void PassMark()
    {
        _left = 0;
        while (_at + 1 < _coded.Length && !(_coded[_at] == 0xFF && _coded[_at + 1] is >= 0xD0 and <= 0xD7))
            _at++;
        _at += 2;
    }

    private void Load()
    {
        if (_at >= _coded.Length)
            throw new NoImageException("is a JPEG whose picture breaks off");
        _byte = _coded[_at++];
        // A byte that looks like a mark is followed by one that says it is none.
        if (_byte == 0xFF)
            _at++;
        _left = 8;
    }
}

/// <summary>Codes of different length for the numbers of a scan: the usual ones are short.</summary>
internal sealed class JpegCodes
{
    private const int Longest = 16;
    private readonly byte[] _values;
    private readonly int[] _first = new int[Longest];
    private readonly int[] _count = new int[Longest];

    /// <param name="counts">How many there are of each length.</param>
    public JpegCodes(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        _values = values.ToArray();
        for (var (i, code) = (0, 0); i < Longest; i++, code <<= 1)
        {
            (_first[i], _count[i]) = (code, counts[i]);
            code += counts[i];
        }
    }

    public int Next(ref JpegBits bits)
    {
        for (var (i, code, before) = (0, 0, 0); i < Longest; before += _count[i], i++)
        {
            code = (code << 1) | bits.Next();
            if (code - _first[i] < _count[i])
                return _values[before + code - _first[i]];
        }
        throw new NoImageException("is a JPEG whose picture is damaged");
    }
}
