using Couriarr.Features.Configuration.Shapes;

namespace Couriarr.Features.Configuration.Reading;

/// <summary>Warns of variables that look like a misspelt name of ours: an environment holds too much else to refuse what is unknown.</summary>
internal static class VariableSlips
{
    private const int TooShortToTell = 8;

    public static void Warn(SectionShape root, Vault vault, Problems problems)
    {
        var ours = KnownVariables.Of(root).ToHashSet();
        foreach (var name in vault.Names.Distinct().Where(n => n.Length >= TooShortToTell && !ours.Contains(n)))
            if (Nearest.To(name, ours.Where(o => SameStart(o, name)), within: 2) is { } meant)
                problems.Warning(Origin.Variable(name), $"this is no name of ours and does nothing. Did you mean {meant}?");
    }

    private static bool SameStart(string one, string other) => one.Split('_')[0] == other.Split('_')[0];
}
