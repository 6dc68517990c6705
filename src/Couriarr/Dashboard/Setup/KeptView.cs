using Couriarr.Features.Configuration;
using Couriarr.Saving;

namespace Couriarr.Dashboard.Setup;

/// <summary>What people saved on pages, and whether it counts.</summary>
/// <param name="Sections">Those that count in place of the configuration file's.</param>
internal sealed record KeptView(IReadOnlyList<string> Sections, string Path)
{
    public string? LastDeed { get; init; }
    public bool CanGoBack { get; init; }

    /// <summary>Why it did not count at the start; null when it did.</summary>
    public string? Unusable { get; init; }

    public static KeptView Of(SavedDesk desk, Problems? unusable) =>
        new(desk.Sections, desk.Path)
        {
            LastDeed = desk.LastDeed,
            CanGoBack = desk.CanGoBack,
            Unusable = unusable is null ? null : string.Join(" ", unusable.Errors),
        };
}
