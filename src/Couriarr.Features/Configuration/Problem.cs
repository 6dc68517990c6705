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
    private readonly HashSet<Problem> _errors = [];
    private readonly HashSet<Problem> _warnings = [];

    public IEnumerable<Problem> Errors => Sorted(_errors);
    public IEnumerable<Problem> Warnings => Sorted(_warnings);
    public bool IsFatal => _errors.Count > 0;

    public void Error(Origin at, string sentence) => Add(_errors, new Problem(at, Printable(sentence), IsWarning: false));

    public void Warning(Origin at, string sentence) => Add(_warnings, new Problem(at, Printable(sentence), IsWarning: true));

    /// <summary>All that either of them knows.</summary>
    public Problems And(Problems others)
    {
        var all = new Problems();
        all._errors.UnionWith(_errors.Concat(others._errors).Take(Most));
        all._warnings.UnionWith(_warnings.Concat(others._warnings).Take(Most));
        return all;
    }

    private static void Add(HashSet<Problem> to, Problem problem)
    {
        if (to.Count < Most)
            to.Add(problem);
    }

    // Names come from files: they may be long, and may hold what a terminal would obey.
    private static string Printable(string sentence) =>
        string.Concat(sentence.Take(LongestSentence).Select(c => char.IsControl(c) ? ' ' : c))
        + (sentence.Length > LongestSentence ? " …" : "");

    private static IEnumerable<Problem> Sorted(HashSet<Problem> some) =>
        some.OrderBy(p => p.At.Place, StringComparer.Ordinal).ThenBy(p => p.At.Line);
}
