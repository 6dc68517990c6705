namespace Couriarr.Features.Notifications.Phrasing;

/// <summary>Words with places for values. Values are put in as they are: nothing in them is ever read as markup.</summary>
internal sealed record Template(IReadOnlyList<IReadOnlyList<Piece>> Lines)
{
    private static readonly Phrase Break = new("\n");

    /// <summary>A line, and a part in brackets, is left out when it has places and none of them has a value.</summary>
    public Prose Fill(Func<string, Prose?> valueOf)
    {
        var phrases = new List<Phrase>();
        var isFirst = true;
        foreach (var line in Lines)
        {
            if (Fill(line, valueOf) is not { } filled)
                continue;
            if (!isFirst)
                phrases.Add(Break);
            phrases.AddRange(filled);
            isFirst = false;
        }
        return new Prose(Joined(phrases));
    }

    private static List<Phrase>? Fill(IReadOnlyList<Piece> pieces, Func<string, Prose?> valueOf)
    {
        var phrases = new List<Phrase>();
        var (places, filled) = (0, 0);
        foreach (var piece in pieces)
            switch (piece)
            {
                case Piece.Words words:
                    phrases.Add(new Phrase(words.Text, words.Emphasis));
                    break;
                case Piece.Place place:
                    places++;
                    if (valueOf(place.Name) is { Plain.Length: > 0 } value)
                    {
                        filled++;
                        phrases.AddRange(value.Phrases.Select(phrase => Within(place.Emphasis, phrase)));
                    }
                    break;
                case Piece.Part part:
                    places++;
                    if (Fill(part.Pieces, valueOf) is { } some)
                    {
                        filled++;
                        phrases.AddRange(some);
                    }
                    break;
            }
        return places > 0 && filled == 0 ? null : phrases;
    }

    private static Phrase Within(Emphasis around, Phrase phrase) => around is Emphasis.None ? phrase : phrase with { Emphasis = around };

    private static List<Phrase> Joined(List<Phrase> phrases)
    {
        var joined = new List<Phrase>();
        foreach (var phrase in phrases)
            if (joined is [.., { Link: null } last] && phrase.Link is null && last.Emphasis == phrase.Emphasis)
                joined[^1] = last with { Text = last.Text + phrase.Text };
            else
                joined.Add(phrase);
        return joined;
    }
}

internal abstract record Piece
{
    private Piece() { }

    public sealed record Words(string Text, Emphasis Emphasis) : Piece;

    public sealed record Place(string Name, Emphasis Emphasis) : Piece;

    /// <summary>In brackets: left out when it has nothing to say.</summary>
    public sealed record Part(IReadOnlyList<Piece> Pieces) : Piece;
}
