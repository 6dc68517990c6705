namespace Couriarr.Features.Arr;

/// <summary>What was odd about a payload, and whether it went too far.</summary>
internal sealed class Oddities
{
    private const int Most = 8;
    private readonly List<string> _notes = [];
    private int _more;

    /// <summary>The first reason not to take it.</summary>
    public string? Refusal { get; private set; }

    public string? Warning =>
        _notes.Count == 0 ? null
        : _more == 0 ? string.Join("; ", _notes)
        : $"{string.Join("; ", _notes)}; and {_more} more";

    public void Note(string what)
    {
        if (_notes.Contains(what))
            return;
        if (_notes.Count < Most)
            _notes.Add(what);
        else
            _more++;
    }

    public void Refuse(string why) => Refusal ??= why;
}
