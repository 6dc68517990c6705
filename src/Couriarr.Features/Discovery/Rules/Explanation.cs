using Couriarr.Features.Discovery.Rules.Asked;

namespace Couriarr.Features.Discovery.Rules;

/// <summary>Why a show is wanted, or why not: rule by rule, in their order.</summary>
public sealed record Explanation(Verdict Verdict, IReadOnlyList<ExplainedRule> Rules);

/// <param name="Decides">It is the first that matched.</param>
/// <param name="ComesTooLate">Another one had decided before it was asked.</param>
public sealed record ExplainedRule(Verdict Then, bool Decides, bool ComesTooLate, ExplainedCondition When);

/// <param name="Asked">The question in words.</param>
/// <param name="Has">What the show has; null when the catalogue knows nothing, or when the question has parts.</param>
public sealed record ExplainedCondition(string Asked, string? Has, Answer Answer, IReadOnlyList<ExplainedCondition> Parts);
