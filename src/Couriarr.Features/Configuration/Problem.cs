namespace Couriarr.Features.Configuration;

/// <summary>Something the owner has to mend, or should know. Names the option, never a secret.</summary>
public sealed record Problem(Origin At, string Sentence, bool IsWarning)
{
    public override string ToString() => $"{At}: {Sentence}";
}

/// <summary>Collects everything that is wrong, so that the owner hears it all at once.</summary>
public sealed class Problems
{
    private readonly List<Problem> _all = [];

    public IEnumerable<Problem> Errors => Sorted(p => !p.IsWarning);
    public IEnumerable<Problem> Warnings => Sorted(p => p.IsWarning);
    public bool IsFatal => _all.Exists(p => !p.IsWarning);

    public void Error(Origin at, string sentence) => Add(new Problem(at, sentence, IsWarning: false));

    public void Warning(Origin at, string sentence) => Add(new Problem(at, sentence, IsWarning: true));

    private void Add(Problem problem)
    {
        if (!_all.Contains(problem))
            _all.Add(problem);
    }

    private IEnumerable<Problem> Sorted(Func<Problem, bool> which) => _all.Where(which).OrderBy(p => p.At.Place).ThenBy(p => p.At.Line);
}
