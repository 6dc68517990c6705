using Couriarr.Features.Reconciliation.Comparing;

namespace Couriarr.Features.Reconciliation.Plans;

/// <summary>Something that would make both servers hold the same.</summary>
/// <param name="Action">add, replace or remove.</param>
/// <param name="File">What it was made from: all that was seen of the file.</param>
internal sealed record PlanLine(long Plan, int Line, string Action, Finding File)
{
    public const string Add = "add",
        Replace = "replace",
        Remove = "remove";

    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>queued or refused; null until a job saw to it.</summary>
    public string? Outcome { get; init; }
    public string? Why { get; init; }

    /// <summary>The job that saw to it.</summary>
    public long? Job { get; init; }
}

/// <param name="Lines">How many, by action.</param>
/// <param name="Approved">And of these, approved.</param>
internal sealed record Plan(long Id, long Run, DateTimeOffset MadeAt)
{
    public IReadOnlyDictionary<string, int> Lines { get; init; } = new Dictionary<string, int>();
    public IReadOnlyDictionary<string, int> Approved { get; init; } = new Dictionary<string, int>();
}

/// <summary>Of which differences a plan shall be made.</summary>
/// <param name="Library">One alone, or all.</param>
/// <param name="Removes">Also of what is extra at the destination.</param>
internal sealed record PlanWish(long Run, string Library, bool Replaces, bool Removes);

/// <summary>Which lines a person approves; without numbers all that fit.</summary>
internal sealed record Approval
{
    public IReadOnlyCollection<int> Lines { get; init; } = [];
    public IReadOnlyCollection<string> Actions { get; init; } = [];
    public string? Library { get; init; }

    public bool Fits(PlanLine line) =>
        line.Outcome is null
        && (Lines.Count == 0 || Lines.Contains(line.Line))
        && (Actions.Count == 0 || Actions.Contains(line.Action))
        && (Library is null || line.File.Library == Library);
}
