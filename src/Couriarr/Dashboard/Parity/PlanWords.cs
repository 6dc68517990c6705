using Couriarr.Doors;
using Couriarr.Features.Reconciliation.Comparing;
using Couriarr.Features.Reconciliation.Plans;
using static Couriarr.Dashboard.Words.Lexicon;

namespace Couriarr.Dashboard.Parity;

/// <summary>Plans in words.</summary>
internal static class PlanWords
{
    public static readonly IReadOnlyList<string> Actions = [PlanLine.Add, PlanLine.Replace, PlanLine.Remove];

    /// <summary>At the source and at the destination.</summary>
    public static string Sizes(Finding file) => $"{SizeOf(file.Source)} → {SizeOf(file.There)}";

    private static string SizeOf(Sight? sight) => sight is { Size: var size } ? StatsDoor.Human(size) : "–";

    /// <summary>Like: 3 to add, 2 to replace; 1 approved.</summary>
    public static string Of(Plan plan)
    {
        var approved = plan.Approved.Values.Sum();
        var lines = Actions.Where(plan.Lines.ContainsKey).Select(action => Say($"parity.to_{action}", plan.Lines[action])).ToList();
        return lines.Count == 0
            ? Say("parity.nothing_to_do")
            : string.Join(", ", lines) + (approved > 0 ? $"; {Say("parity.approved", approved)}" : "");
    }
}
