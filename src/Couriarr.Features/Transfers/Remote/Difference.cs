namespace Couriarr.Features.Transfers.Remote;

/// <summary>In what a file over there differs from its original, as rsync itemizes it: "&lt;f.st......". Pure.</summary>
/// <param name="Itemized">Empty when it does not.</param>
internal sealed record Difference(string Itemized)
{
    private const int Content = 2,
        Size = 3;

    public bool IsMissing => Itemized.Contains('+', StringComparison.Ordinal);

    /// <summary>Another size; or another content, when that was asked for.</summary>
    public bool IsOther => IsMissing || Has(Content, 'c') || Has(Size, 's');

    /// <summary>What to do about it: the same as at a destination of this machine.</summary>
    public Plan PlanFor(bool onlyMissing) =>
        this switch
        {
            { Itemized: "" } => new(Plan.Present),
            { IsMissing: true } => new(Plan.New),
            { IsOther: false } when onlyMissing => new(Plan.Present),
            _ => new(onlyMissing ? Plan.Repaired : Plan.Replaced),
        };

    private bool Has(int place, char letter) => Itemized.Length > place && Itemized[place] == letter;
}
