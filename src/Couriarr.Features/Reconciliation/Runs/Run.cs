namespace Couriarr.Features.Reconciliation.Runs;

/// <summary>Why a comparison is made.</summary>
public enum Occasion
{
    Nightly,
    Weekly,

    /// <summary>A person wants it.</summary>
    Asked,
}

/// <summary>One comparison of one or all libraries.</summary>
/// <param name="Only">One library alone.</param>
/// <param name="EndedAt">Null while it runs.</param>
internal sealed record Run(
    long Id,
    Occasion Occasion,
    DateTimeOffset? Tick,
    string? Only,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt
)
{
    public long JobId { get; init; }
    public bool IsDry { get; init; }

    /// <summary>How many missing files are carried for it.</summary>
    public int Queued { get; init; }
    public IReadOnlyList<LibraryOutcome> Libraries { get; init; } = [];
}

/// <summary>What really came of a library.</summary>
/// <param name="Why">Why nothing can be said; null when it was compared.</param>
/// <param name="Counts">Files by how they stand.</param>
internal sealed record LibraryOutcome(long Run, string Library, DateTimeOffset At, string? Why, IReadOnlyDictionary<string, int> Counts)
{
    /// <summary>How many its apps keep.</summary>
    public int Titles { get; init; }
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How many differences are listed; of very many, not all.</summary>
    public int Listed { get; init; }

    public bool IsSaid => Why is null;
    public int Differing => Counts.Where(count => count.Key != "in_sync").Sum(count => count.Value);
}
