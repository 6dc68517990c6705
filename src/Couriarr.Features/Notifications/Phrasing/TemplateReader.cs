using System.Text;
using Couriarr.Features.Configuration;

namespace Couriarr.Features.Notifications.Phrasing;

/// <summary>
/// Reads a template: {place}, *bold*, _italic_, `code`, [a part that may be left out], and a backslash before any of these signs
/// when it means itself.
/// </summary>
internal sealed class TemplateReader(string line, IReadOnlyCollection<string> places, Action<string> mistake)
{
    private readonly StringBuilder _words = new();
    private readonly List<Piece> _pieces = [];
    private List<Piece>? _part;
    private Emphasis _emphasis;
    private int _at;

    /// <param name="mistake">Gets sentences that go on after the name of the text.</param>
    public static Template Read(string text, IReadOnlyCollection<string> places, Action<string> mistake) =>
        new([.. text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => new TemplateReader(line, places, mistake).Read())]);

    private List<Piece> Read()
    {
        for (; _at < line.Length; _at++)
            Take(line[_at]);
        Flush();
        if (_emphasis is not Emphasis.None)
            mistake($"has emphasis that is not closed in its line '{line}'. A sign that means itself has a backslash before it.");
        if (_part is not null)
            mistake($"has a [ that is not closed in its line '{line}'. One that means itself is written \\[.");
        return _pieces;
    }

    private void Take(char sign)
    {
        switch (sign)
        {
            case '\\' when _at + 1 < line.Length:
                _words.Append(line[++_at]);
                break;
            case '{':
                TakePlace();
                break;
            case '*':
                Toggle(Emphasis.Bold);
                break;
            case '`':
                Toggle(Emphasis.Code);
                break;
            case '_' when !IsInsideWord:
                Toggle(Emphasis.Italic);
                break;
            case '[':
                Open();
                break;
            case ']' when _part is not null:
                Flush();
                (var part, _part) = (_part, null);
                _pieces.Add(new Piece.Part(part));
                break;
            default:
                _words.Append(sign);
                break;
        }
    }

    private bool IsInsideWord =>
        _at > 0 && _at + 1 < line.Length && char.IsLetterOrDigit(line[_at - 1]) && char.IsLetterOrDigit(line[_at + 1]);

    private void TakePlace()
    {
        var end = line.IndexOf('}', _at);
        if (end < 0)
        {
            mistake($"has a {{ that is not closed in its line '{line}'. One that means itself is written \\{{.");
            _at = line.Length;
            return;
        }
        var name = line[(_at + 1)..end];
        if (!places.Contains(name))
            mistake($"has no place {{{name}}}.{Nearest.Hint(name, places)} There are: {string.Join(", ", places)}.");
        Flush();
        (_part ?? _pieces).Add(new Piece.Place(name, _emphasis));
        _at = end;
    }

    private void Toggle(Emphasis emphasis)
    {
        Flush();
        if (_emphasis is not Emphasis.None && _emphasis != emphasis)
            mistake($"has emphasis within emphasis in its line '{line}', which no channel can show.");
        _emphasis = _emphasis == emphasis ? Emphasis.None : emphasis;
    }

    private void Open()
    {
        Flush();
        if (_part is not null)
            mistake($"has a [ within another one in its line '{line}'.");
        _part ??= [];
    }

    private void Flush()
    {
        if (_words.Length == 0)
            return;
        (_part ?? _pieces).Add(new Piece.Words(_words.ToString(), _emphasis));
        _words.Clear();
    }
}
