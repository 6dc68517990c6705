using Couriarr.Features.Configuration;
using Couriarr.Features.Discovery.Judging;
using Couriarr.Features.Discovery.Rules;

namespace Couriarr.Dashboard.Rules;

/// <summary>Rules as somebody writes them, and what they would change.</summary>
/// <param name="Text">What stands in the field.</param>
/// <param name="Tried">Null before anything was tried.</param>
internal sealed record RulesView(string Text, Preview? Tried)
{
    private const int LongestLine = 120;
    private readonly string[] _lines = Text.Split('\n');

    /// <summary>Of the rules in force.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Variables of the environment that win over what is saved.</summary>
    public IReadOnlyList<string> Overruling { get; init; } = [];

    /// <summary>What can be taken back; null when nothing can.</summary>
    public string? LastDeed { get; init; }

    public IReadOnlyList<Problem> Errors => Tried?.Errors ?? [];
    public IReadOnlyList<Problem> Warnings => Tried?.Warnings ?? [];

    /// <summary>How many shows get another verdict.</summary>
    public static int ChangedBy(Difference difference) => difference.Added + difference.Lost + difference.Moved;

    /// <summary>The line that a mistake is in; empty when it is in none.</summary>
    public string LineOf(Problem problem) =>
        problem.At.Line > 0 && problem.At.Line <= _lines.Length && _lines[problem.At.Line - 1].Trim() is var line
            ? line.Length > LongestLine
                ? line[..LongestLine] + "…"
                : line
            : "";
}
