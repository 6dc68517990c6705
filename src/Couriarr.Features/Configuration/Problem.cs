namespace Couriarr.Features.Configuration;

/// <summary>Something the owner has to mend, or should know. Names the option, never a secret.</summary>
public sealed record Problem(Origin At, string Sentence, bool IsWarning)
{
    public override string ToString() => $"{At}: {Sentence}";
}

/// <summary>Collects everything that is wrong, so that the owner hears it all at once.</summary>
public sealed class Problems
{
    // Nobody reads more, and a hostile file could give millions.
    private const int Most = 1000;
    private const int LongestSentence = 600;
    private readonly HashSet<Problem> _all = [];

    public IEnumerable<Problem> Errors => Sorted(p => !p.IsWarning);
    public IEnumerable<Problem> Warnings => Sorted(p => p.IsWarning);
    public bool IsFatal => _all.Any(p => !p.IsWarning);

    public void Error(Origin at, string sentence) => Add(at, sentence, isWarning: false);

    public void Warning(Origin at, string sentence) => Add(at, sentence, isWarning: true);

    private void Add(Origin at, string sentence, bool isWarning)
    {
        if (_all.Count < Most)
            _all.Add(new Problem(at, Printable(sentence), isWarning));
    }

    // Names come from files: they may be long, and may hold what a terminal would obey.
    private static string Printable(string sentence) =>
        string.Concat(sentence.Take(LongestSentence).Select(c => char.IsControl(c) ? ' ' : c))
        + (sentence.Length > LongestSentence ? " …" : "");

    private IEnumerable<Problem> Sorted(Func<Problem, bool> which) =>
        _all.Where(which).OrderBy(p => p.At.Place, StringComparer.Ordinal).ThenBy(p => p.At.Line);
}
