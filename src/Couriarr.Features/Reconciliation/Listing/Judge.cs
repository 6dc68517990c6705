using Couriarr.Features.Places;

namespace Couriarr.Features.Reconciliation.Listing;

/// <summary>Says how one file stands. What cannot be known is never a difference.</summary>
internal sealed class Judge(bool hasTruth, Tree source, Tree destination, MergeOptions options)
{
    private const long Coarsest = 2_000;
    private readonly Fog _here = new(source.Unread);
    private readonly Fog _there = new(destination.Unread);

    /// <param name="owner">The work in whose folder it lies.</param>
    public Difference Of(Trio seen, Known? owner)
    {
        var trio = Sure(seen);
        var (standing, reason) = trio switch
        {
            { Source: { } here, Destination: { } there } => Both(here, there, trio, owner),
            { Source: not null } => OnlyHere(trio, owner),
            { Destination: not null } => OnlyThere(trio, owner),
            _ => Nowhere(trio),
        };
        return new Difference(standing, trio.Path)
        {
            Source = trio.Source,
            Destination = trio.Destination,
            Known = trio.Known,
            Title = (trio.Known ?? owner)?.Title ?? "",
            Library = (trio.Known ?? owner)?.Library ?? "",
            Folder = (trio.Known ?? owner)?.Folder ?? "",
            Bytes = (trio.Source ?? trio.Destination)?.Size ?? trio.Known!.Value.Size,
            Reason = reason,
        };
    }

    /// <summary>The quick answer for nearly all files of two libraries that are well.</summary>
    public bool IsSurelyInSync(in Trio trio) =>
        trio is { Source: { } here, Destination: { } there } && here.Size == there.Size && (trio.Known is not null || !hasTruth);

    private Trio Sure(Trio trio) =>
        trio is { Source: { } here, Destination: { } there } && here.Size != there.Size
            ? trio with
            {
                Source = source.LookAgain?.Invoke(here) ?? here,
                Destination = destination.LookAgain?.Invoke(there) ?? there,
            }
            : trio;

    private (Standing, string) Both(ListedFile here, ListedFile there, Trio trio, Known? owner) =>
        IsStranger(trio, owner) && SilenceOver(trio) is null ? (Standing.Orphan, "")
        : here.Size == there.Size ? (Standing.InSync, "")
        : IsStranger(trio, owner) ? (Standing.CannotSay, SilenceOver(trio)!)
        : there.Modified < here.Modified - Coarsest ? (Standing.OlderVersion, "")
        : (Standing.OtherSize, "");

    private (Standing, string) OnlyHere(Trio trio, Known? owner) =>
        _there.Over(trio.Path) is { } fog ? (Standing.CannotSay, $"At the destination: {fog}")
        : !NameBytes.IsText(trio.Path)
            ? (Standing.CannotSay, $"{AppPath.Shown(trio.Path)} is no valid UTF-8, so it cannot be named. Rename it.")
        : !IsStranger(trio, owner) ? (Standing.Missing, "")
        : SilenceOver(trio) is { } silence ? (Standing.CannotSay, silence)
        : (Standing.Orphan, "");

    private (Standing, string) OnlyThere(Trio trio, Known? owner) =>
        _here.Over(trio.Path) is { } fog ? (Standing.CannotSay, $"At the source: {fog}")
        : trio.Known is not null ? (Standing.Lost, "")
        : IsStranger(trio, owner) && SilenceOver(trio) is { } silence ? (Standing.CannotSay, silence)
        : (Standing.Extra, "");

    private (Standing, string) Nowhere(Trio trio) =>
        !options.IsListed(trio.Path) ? (Standing.CannotSay, "It is of a kind that is not listed, or excluded.")
        : _here.Over(trio.Path) is { } fog ? (Standing.CannotSay, $"At the source: {fog}")
        : (Standing.Lost, "");

    private string? SilenceOver(in Trio trio) => options.SilenceOver(trio.Path) ?? options.Silence;

    private bool IsStranger(in Trio trio, Known? owner) =>
        hasTruth && trio.Known is null && (owner is null || options.IsAppsBusiness(trio.Path));
}
